use super::*;

#[test]
fn clock_that_is_wrong() {
    for (ahead, status, text) in [
        (0, Status::Good, "0.0 s from"),
        (-5, Status::Good, "5.0 s from"),
        (60, Status::Bad, "60 s behind"),
        (-60, Status::Bad, "60 s ahead of"),
    ] {
        let finding = finding("the other's", SignedDuration::from_secs(ahead));
        assert_eq!(finding.status, status, "{ahead}");
        assert!(finding.text.contains(text), "{}", finding.text);
    }
}
