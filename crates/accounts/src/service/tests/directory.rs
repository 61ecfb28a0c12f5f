use super::asked::{CANARY, GOOD_BODY, KEY, account, ask, cause};
use crate::DirectoryError;
use crate::billing::MockBilling;
use crate::directory::MockDirectory;

#[tokio::test]
async fn look_up_key_directory_fails() {
    type Fail = fn() -> DirectoryError;
    let failures: [Fail; 2] = [
        || DirectoryError::Unavailable(cause()),
        || DirectoryError::NoSuchAccount(account()),
    ];
    let bearer = format!("Bearer {KEY}");
    for fail in failures {
        for header in [("x-api-key", KEY), ("authorization", &bearer)] {
            let mut directory = MockDirectory::new();
            directory
                .expect_key_by_hash()
                .times(1)
                .returning(move |_, _| Err(fail()));
            let answer = ask(directory, MockBilling::new(), &[header], GOOD_BODY).await;
            answer.assert_error(503, "The service is temporarily unavailable");
            assert_eq!(answer.header("retry-after"), Some("1"));
            let cause = answer.cause.expect("a cause for the log");
            assert!(cause.contains(&fail().to_string()), "{cause}");
        }
    }
}

#[tokio::test]
async fn look_up_key_directory_fails_log_gets_the_cause() {
    let mut directory = MockDirectory::new();
    directory
        .expect_key_by_hash()
        .returning(|_, _| Err(DirectoryError::Unavailable(cause())));
    let headers = [("x-api-key", KEY)];
    let answer = ask(directory, MockBilling::new(), &headers, GOOD_BODY).await;
    assert!(answer.cause.expect("a cause").contains(CANARY));
}
