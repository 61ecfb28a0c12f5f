use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use accounts_tests::Installation;

const README: &str = include_str!("../../README.md");
const DOCKERFILE: &str = include_str!("../../Dockerfile");
const SETTINGS: &str = include_str!("../../docs/accounts.env");

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

/// The settings of the docs, with the secrets where they say: nothing is missing, nothing is warned of, the server starts and is alive.
#[test]
fn documented_settings_start() {
    let mut installation = Installation::bare();
    for (name, content) in [
        ("accounts_database_url", "sqlite:accounts.db"),
        (
            "accounts_key_secret",
            "0123456789abcdef0123456789abcdef0123456789abcdef",
        ),
        (
            "accounts_stripe_secret_key",
            "rk_test_0123456789abcdef0123456789",
        ),
    ] {
        let path = installation.folder().join(name);
        fs::write(&path, format!("{content}\n")).expect("written");
        fs::set_permissions(&path, Permissions::from_mode(0o400)).expect("ours");
    }
    let settings = SETTINGS.lines().filter(|line| !line.starts_with('#'));
    for setting in settings {
        let (name, value) = setting.split_once('=').expect("a setting");
        let value = match name {
            // Any number of tests may run at once.
            "ACCOUNTS_ADMIN_LISTEN" => "127.0.0.1:0",
            "ACCOUNTS_STOP_DELAY_MS" => "0",
            _ => value.trim_start_matches("/run/secrets/"),
        };
        installation = installation.with(name, value);
    }
    let installation = installation.with("ACCOUNTS_LISTEN", "127.0.0.1:0");
    let checked = installation.run(&["config", "check"]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""));
    let files = checked.stdout.matches("  file accounts_").count();
    assert_eq!(files, 3, "{}", checked.stdout);
    let service = installation.serve();
    let listen = service.address().to_string();
    let arguments = [
        "healthcheck",
        "--listen",
        &listen,
        "--admin-listen",
        &listen,
    ];
    assert_eq!(service.installation().run(&arguments).code, 0);
    let (ran, _) = service.stop();
    assert!(!ran.stderr.contains("\"level\":\"WARN\""), "{}", ran.stderr);
}

/// What the image asks itself is a command of the program, and has as long as that takes.
#[test]
fn image_asks_its_own_server() {
    let mut lines = DOCKERFILE.lines();
    let line = lines.find_map(|line| line.strip_prefix("HEALTHCHECK "));
    let line = line.expect("a health check");
    let (options, command) = line.split_once(" CMD ").expect("a command");
    assert!(options.contains("--timeout=3s"), "{options}");
    let command: Vec<String> = serde_json::from_str(command).expect("a list");
    assert_eq!(command, ["accounts-server", "healthcheck"]);
    let help = Installation::bare().run(&[&command[1], "--help"]);
    assert_eq!(help.code, 0, "{}", help.stderr);
    assert!(help.stdout.contains("docker exec"), "{}", help.stdout);
}
