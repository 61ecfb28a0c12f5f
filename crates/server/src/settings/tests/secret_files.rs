use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use super::given::{Given, SECRET};
use crate::settings::{Setting, TABLE};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, content: &[u8], mode: u32) -> String {
        let path = self.path("secret");
        fs::write(&path, content).expect("written");
        fs::set_permissions(&path, Permissions::from_mode(mode)).expect("ours");
        path.display().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

#[test]
fn settings_with_secrets_have_files() {
    let with_files = TABLE.iter().filter(|setting| setting.from_file);
    let names: Vec<_> = with_files.map(Setting::file_name).collect();
    let expected = [
        "database_url_file",
        "key_secret_file",
        "key_secret_previous_file",
        "directory_url_file",
        "privy_app_secret_file",
        "stripe_secret_key_file",
    ];
    assert_eq!(names, expected);
    let mut secrets = TABLE.iter().filter(|setting| setting.secret);
    assert!(secrets.all(|setting| setting.from_file));
}

#[test]
fn secret_of_a_file() {
    let folder = Folder::new();
    for ending in ["", "\n", "\r\n", "\n\n"] {
        let path = folder.file(format!("{SECRET}{ending}").as_bytes(), 0o600);
        let (settings, effective) = Given {
            environment: &[("ACCOUNTS_KEY_SECRET_FILE", &path)],
            ..Given::default()
        }
        .read()
        .expect("valid settings");
        let secret = settings.key_secret.as_ref().expect("a secret");
        assert_eq!(secret.0.expose_secret(), SECRET, "{ending:?}");
        assert_eq!(settings.common_warnings(), [""; 0]);
        let mut lines = effective.iter();
        let line = lines.find(|line| line.variable == "ACCOUNTS_KEY_SECRET");
        let line = line.expect("its line");
        assert_eq!(line.origin, format!("file {path}"));
        assert!(!line.value.contains("canary"), "{}", line.value);
    }
}

#[test]
fn secret_file_that_others_can_read_is_warned_of() {
    let folder = Folder::new();
    for (mode, warned) in [
        (0o400, false),
        (0o600, false),
        (0o640, true),
        (0o604, true),
        (0o620, true),
        (0o444, true),
    ] {
        let path = folder.file(SECRET.as_bytes(), mode);
        let (settings, _) = Given {
            file: Some(&format!("key_secret_file = '{path}'")),
            ..Given::default()
        }
        .read()
        .expect("valid settings");
        let warnings = settings.common_warnings();
        assert_eq!(warnings.len(), usize::from(warned), "{mode:o} {warnings:?}");
        for warning in warnings {
            let start = format!("ACCOUNTS_KEY_SECRET_FILE: {path}: ");
            assert!(warning.starts_with(&start), "{warning}");
            assert!(warning.ends_with(&format!("chmod 600 {path}")), "{warning}");
            assert!(!warning.contains("canary"), "{warning}");
        }
        fs::remove_file(path).expect("removed");
    }
}

/// One problem each: what follows from the lack of a secret is not said, too.
#[test]
fn secret_files_refused() {
    let folder = Folder::new();
    let missing = folder.path("missing").display().to_string();
    let directory = folder.0.path().display().to_string();
    let file = |content: &[u8]| {
        let folder = Folder::new();
        let path = folder.file(content, 0o600);
        (folder, path)
    };
    let (_empty, empty) = file(b"\n");
    let (_long, long) = file(&[b'x'; 65_537]);
    let (_binary, binary) = file(b"canary\xff");
    let (_short, short) = file(b"canary\n");
    let (_two, two) = file(format!("{SECRET}\n{SECRET}\n").as_bytes());
    for (path, said) in [
        (&missing, "the file cannot be read: No such file"),
        (&directory, "it is a directory"),
        (&empty, "the file is empty"),
        (&long, "the file has more than 65536 bytes"),
        (&binary, "the file is not UTF-8"),
        (&short, "the secret has 6 bytes"),
        (
            &two,
            "the secret starts or ends with a blank, or contains control characters",
        ),
    ] {
        let text = Given {
            environment: &[
                ("ACCOUNTS_LISTEN", "0.0.0.0:1"),
                ("ACCOUNTS_BILLING", "public-sandbox"),
                ("ACCOUNTS_KEY_SECRET_FILE", path),
            ],
            ..Given::default()
        }
        .problems();
        assert!(text.starts_with("one problem"), "{text}");
        assert!(
            text.contains(&format!("ACCOUNTS_KEY_SECRET (file {path}): {said}")),
            "{text}"
        );
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn secret_and_its_file_are_one_too_many() {
    let folder = Folder::new();
    let path = folder.file(SECRET.as_bytes(), 0o600);
    let in_environment = Given {
        environment: &[
            ("ACCOUNTS_KEY_SECRET", SECRET),
            ("ACCOUNTS_KEY_SECRET_FILE", &path),
        ],
        ..Given::default()
    };
    let text = format!("key_secret = '{SECRET}'\nkey_secret_file = '{path}'");
    let in_file = Given {
        file: Some(&text),
        ..Given::default()
    };
    for given in [in_environment, in_file] {
        let text = given.problems();
        let both = "ACCOUNTS_KEY_SECRET and ACCOUNTS_KEY_SECRET_FILE are both set";
        assert!(
            text.starts_with("one problem") && text.contains(both),
            "{text}"
        );
    }
}

/// A flag wins over the environment, that over the file, however a value is given; what does not count is not read.
#[test]
fn secret_files_have_the_rank_of_where_they_are_named() {
    let folder = Folder::new();
    let path = folder.file(b"sqlite:named.db\n", 0o600);
    let missing = folder.path("missing").display().to_string();
    let missing = format!("database_url_file = '{missing}'");
    let named = [("ACCOUNTS_DATABASE_URL_FILE", path.as_str())];
    let read = |flags, environment| {
        let given = Given {
            flags,
            environment,
            file: Some(&missing),
        };
        let (settings, _) = given.read().expect("valid settings");
        settings.database_url.as_str().to_owned()
    };
    assert_eq!(read(&[], &named), "sqlite:named.db");
    let plain = [("ACCOUNTS_DATABASE_URL", "sqlite:plain.db")];
    assert_eq!(read(&[], &plain), "sqlite:plain.db");
    let flag = [("database_url", "sqlite:flag.db")];
    assert_eq!(read(&flag, &named), "sqlite:flag.db");
}

#[test]
fn other_settings_have_no_file() {
    let (settings, _) = Given {
        environment: &[("ACCOUNTS_LISTEN_FILE", "/nowhere")],
        ..Given::default()
    }
    .read()
    .expect("valid settings");
    let warnings = settings.common_warnings();
    let warned = |warning: &String| warning.starts_with("ACCOUNTS_LISTEN_FILE: this version");
    assert!(warnings.iter().any(warned), "{warnings:?}");
    let text = Given {
        file: Some("listen_file = '/nowhere'"),
        ..Given::default()
    }
    .problems();
    assert!(text.contains("there is no such setting"), "{text}");
}
