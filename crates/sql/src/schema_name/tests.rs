use super::*;

#[test]
fn names_taken_and_refused() {
    let longest = "x".repeat(MAX_BYTES);
    for name in ["public", "accounts_server", "_1", &longest] {
        let schema: SchemaName = name.parse().expect(name);
        assert_eq!(schema.quoted(), format!("\"{name}\""));
    }
    let too_long = "x".repeat(MAX_BYTES + 1);
    for name in [
        "",
        "1a",
        "Public",
        "a-b",
        "a b",
        "a\"; DROP SCHEMA public; --",
        "\u{e4}",
        "pg_temp",
        &too_long,
    ] {
        assert_eq!(name.parse::<SchemaName>(), Err(InvalidSchemaName), "{name}");
    }
}
