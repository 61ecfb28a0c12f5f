use super::*;

#[tokio::test]
async fn waits_for_its_time_only() {
    let url = "postgres://nobody@127.0.0.1:9/nothing";
    let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
    let (settings, _) = Settings::read(None, Vec::new(), environment).expect("valid settings");
    for wait in [Duration::ZERO, Duration::from_millis(500)] {
        let start = Instant::now();
        let url = settings.database_url.as_str();
        let open = || Database::open_with(url, Opening::AsItIs, options(&settings));
        let opened = open_within("ACCOUNTS_DATABASE_URL", wait, open).await;
        let Err(failure) = opened else {
            panic!("nobody listens there");
        };
        let failure = failure.to_string();
        assert!(failure.contains("cannot be reached"), "{failure}");
        assert!(start.elapsed() >= wait, "{:?}", start.elapsed());
    }
}
