use super::*;

#[test]
fn path_of_each_form() {
    let here = std::env::current_dir().expect("a working folder");
    for (rest, path) in [
        ("accounts.db", here.join("accounts.db")),
        ("//accounts.db", here.join("accounts.db")),
        ("data/a.db", here.join("data/a.db")),
        ("/var/a.db", "/var/a.db".into()),
        ("///var/a.db", "/var/a.db".into()),
        ("/var/my%20file%3F.db", "/var/my file?.db".into()),
    ] {
        assert_eq!(path_of(rest).expect(rest), path, "{rest}");
    }
}

#[test]
fn path_of_refused() {
    for (rest, message) in [
        ("", "names no file"),
        ("//", "names no file"),
        (":memory:", "in memory"),
        ("//:memory:", "in memory"),
        ("a.db?mode=memory", "no parameters"),
        ("a.db#x", "no parameters"),
        ("%ff.db", "UTF-8"),
        ("a%00.db", "NUL"),
    ] {
        let error = path_of(rest).expect_err(rest).to_string();
        assert!(error.contains(message), "{rest}: {error}");
    }
}
