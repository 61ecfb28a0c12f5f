use super::*;

#[test]
fn ids_of_users() {
    for text in ["did:privy:cm3np4u9j001rc8b73seqmqqk", "did:privy:A-b_1"] {
        assert!(is_user_id(text), "{text}");
    }
    for text in [
        "",
        "did:privy:",
        "cm3np4u9j001rc8b73seqmqqk",
        "did:web:example",
        "did:privy:../apps",
        "did:privy:a/b",
        "did:privy:a?b",
        "did:privy:a%2fb",
        "did:privy:\u{e4}",
    ] {
        assert!(!is_user_id(text), "{text}");
    }
}
