use std::fs;
use std::process::Command;

use accounts_tests::Installation;

const README: &str = include_str!("../../README.md");
const DOCKERFILE: &str = include_str!("../../Dockerfile");

/// The recipe of the README without an engine: the settings that it writes, and those of the image.
#[tokio::test]
async fn container_recipe_starts() {
    let start = "printf 'ACCOUNTS_KEY_SECRET";
    let recipe = README.lines().find(|line| line.starts_with(start));
    let mut installation = Installation::bare();
    let ran = Command::new("sh")
        .args(["-c", recipe.expect("the settings of a container")])
        .current_dir(installation.folder())
        .status();
    assert!(ran.expect("a shell").success());
    let settings = fs::read_to_string(installation.folder().join("accounts.env"));
    let image = DOCKERFILE
        .lines()
        .filter_map(|line| line.strip_prefix("ENV "));
    let settings = settings.expect("a file");
    for setting in settings.lines().chain(image) {
        let (name, value) = setting.split_once('=').expect("a setting");
        // As many tests as like may run at once.
        let value = value
            .strip_suffix(":8080")
            .map_or(value.to_owned(), |host| match name {
                "ACCOUNTS_LISTEN" => format!("{host}:0"),
                _ => value.to_owned(),
            });
        installation = installation.with(name, &value);
    }
    let service = installation.serve();
    let banner = service.stdout();
    assert!(
        !banner.contains("recoup_sk_"),
        "a container's log: {banner}"
    );
    assert!(banner.contains("accounts create --name"), "{banner}");
    service.client().good(&service.key()).send().await.portal();
    let ready = service.client().ask("GET", "/readyz").send().await;
    assert_eq!(ready.status, 200);
}
