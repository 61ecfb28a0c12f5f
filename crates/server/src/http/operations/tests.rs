use super::*;

#[test]
fn operations_of_the_contract() {
    let operations = Operations::read(DOCUMENT).expect("a document");
    let find = |path, method| operations.find(path, &method);
    let portal = "/api/subscriptions/portal";
    assert_eq!(find(portal, Method::POST), Some("createSubscriptionPortal"));
    assert_eq!(find(portal, Method::GET), None);
    assert_eq!(find("/healthz", Method::GET), None);
    assert!(self::operations().any(|id| id == "createSubscriptionPortal"));
}
