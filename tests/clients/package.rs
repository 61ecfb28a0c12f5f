use crate::languages::all;

/// Nothing else than what belongs there is in a package: no settings of other hosts, no scripts, no tests, no date of the build.
#[test]
fn packages_hold_what_belongs_there() {
    for client in all() {
        println!(
            "{}: {} bytes, {} files: {}",
            client.language,
            client.bytes,
            client.files.len(),
            client.files.join(" ")
        );
        for file in &client.files {
            let stranger = [
                ".travis",
                ".gitlab",
                "appveyor",
                "git_push",
                ".github",
                "test",
                ".openapi-generator",
            ];
            assert!(
                !stranger.iter().any(|part| file.contains(part)),
                "{}: {file}",
                client.language
            );
        }
        assert!(
            client
                .files
                .iter()
                .any(|file| file.ends_with("README.md") || file.ends_with("METADATA"))
        );
        assert!(!client.readme.contains("Build date"), "{}", client.language);
        assert!(
            client.bytes < 100_000,
            "{}: {} bytes",
            client.language,
            client.bytes
        );
    }
}
