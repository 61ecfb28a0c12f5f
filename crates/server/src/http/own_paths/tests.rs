use super::*;

#[test]
fn operations_in_every_spelling() {
    let own = OwnPaths::new(false);
    for path in [
        "/api/subscriptions/portal",
        "/api/subscriptions/portal/",
        "//api///subscriptions/portal",
        "/API/Subscriptions/PORTAL",
        "/api/subscriptions/p%6Frtal",
        "/api/subscriptions/p%256Frtal",
        "/api%2Fsubscriptions%2fportal",
        "/api/./subscriptions/portal/.",
        "/x/../api/subscriptions/portal",
        "/api/subscriptions/x/..%2fportal",
        "/api\\subscriptions/portal",
        "/api/subscriptions/portal%20",
        "/api/subscriptions/%C3%A9/../portal",
        // Servers do not agree on what these climb out of.
        "/api/subscriptions/portal//..",
        "/api/subscriptions//../portal",
        "/api/subscriptions/portal/x%2Fy/..",
        "/api/subscriptions/portal/x%2Fy/%2E%2e",
        "/api/subscriptions/portal/%252e%252e/..",
    ] {
        assert!(own.contain(path), "{path}");
    }
}

#[test]
fn everything_else_of_ours() {
    let own = OwnPaths::new(true);
    for path in [
        "/healthz",
        "/readyz/",
        "/openapi.json",
        "/docs",
        "/Docs",
        "/manage",
        "/manage/",
        "/manage/portal_sess_1/invoices/2",
        "/%6Danage/x",
    ] {
        assert!(own.contain(path), "{path}");
    }
    for asset in reference::assets() {
        assert!(own.contain(asset.path), "{}", asset.path);
    }
    assert!(!OwnPaths::new(false).contain("/manage/x"));
}

#[test]
fn the_rest_is_not_ours() {
    let own = OwnPaths::new(true);
    for path in [
        "/",
        "/api",
        "/api/subscriptions",
        "/api/subscriptions/portals",
        "/api/subscriptions/portal/x",
        "/api/subscriptions/portal;x",
        "/api/subscriptions/%p/portal",
        "/api/subscriptions/portal%",
        "/managed",
        "/docs/x",
        "/metrics",
    ] {
        assert!(!own.contain(path), "{path}");
    }
}
