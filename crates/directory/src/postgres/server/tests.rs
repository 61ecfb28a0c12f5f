use super::*;

#[test]
fn server_of_each_form() {
    for (url, name, shown) in [
        (
            "postgres://ann:canary@db.example.com/accounts",
            "`accounts` at db.example.com:5432",
            "postgres://ann:***@db.example.com/accounts",
        ),
        (
            "postgresql://ann@[::1]:6432/a%20b?sslmode=require&application_name=x",
            "`a b` at [::1]:6432",
            "postgresql://ann@[::1]:6432/a%20b?sslmode=require&application_name=x",
        ),
        (
            "postgres:///accounts?host=/run/postgresql&user=ann&password=canary",
            "`accounts` at /run/postgresql",
            "postgres:///accounts?host=%2Frun%2Fpostgresql&user=ann&password=***",
        ),
    ] {
        let server = Server::of(url).unwrap_or_else(|error| panic!("{url}: {error}"));
        assert!(server.name().ends_with(name), "{url}: {}", server.name());
        assert_eq!(server.url_without_password(), shown);
    }
}

#[test]
fn every_parameter_that_is_read() {
    for name in [
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "host",
        "hostaddr",
        "port",
        "dbname",
        "user",
        "password",
        "application_name",
        "options",
        "options[search_path]",
        "statement-cache-capacity",
    ] {
        assert!(is_read(name), "{name}");
        let listed = ServerError::UnknownParameter.to_string();
        assert!(name.contains('[') || listed.contains(name), "{name}");
    }
}

#[test]
fn server_of_refused() {
    for (url, message) in [
        ("postgres://ann:pa/canary@host/db", "percent-encoded"),
        ("postgres://ann:12#canary@host/db", "percent-encoded"),
        ("postgres://ann:12?canary@host/db", "parameter"),
        ("postgres://host:port/db", "percent-encoded"),
        ("postgres://host/db?connect_timeout=canary", "parameter"),
        ("postgres://host/db?SSLMODE=canary", "parameter"),
        ("postgres://host/db?=canary", "parameter"),
        ("postgres://host/db?application_name=x&canary", "parameter"),
        ("postgres://host/db?sslmode=canary", "sslmode"),
        ("postgres://host/db?port=canary", "port"),
        ("postgres://ann:canary@host", "names no database"),
        ("postgres://ann:canary@host/", "names no database"),
    ] {
        let Err(error) = Server::of(url) else {
            panic!("{url} was taken");
        };
        let error = error.to_string();
        assert!(error.contains(message), "{url}: {error}");
        assert!(!error.contains("canary"), "{url}: {error}");
    }
}
