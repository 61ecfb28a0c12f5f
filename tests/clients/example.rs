use accounts_tests::Installation;

use crate::languages::{Installed, all};

/// The first example of each README runs as it is printed: the portal session is in its output.
#[test]
fn the_example_of_each_readme_runs() {
    let service = Installation::new().serve();
    let key = service.key();
    for client in all() {
        let mut command = client.example(&first(client));
        command
            .env("RECOUP_API_KEY", &key)
            .env("RECOUP_BASE_URL", format!("http://{}", service.address()));
        let output = command.output().expect("the example starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{}: {said}{errors}",
            client.language
        );
        assert!(said.contains("portal_sess_"), "{}: {said}", client.language);
    }
}

/// The first code block in the language.
fn first(client: &Installed) -> String {
    let mut lines = client.readme.lines();
    let fence = |line: &&str| {
        line.trim_start_matches('`').starts_with(client.fence) && line.starts_with("```")
    };
    assert!(
        lines.any(|line| fence(&line)),
        "{}: an example",
        client.language
    );
    let code: Vec<_> = lines.take_while(|line| *line != "```").collect();
    assert!(code.len() <= 16, "{}: a short example", client.language);
    code.join("\n") + "\n"
}
