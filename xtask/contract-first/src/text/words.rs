use deunicode::deunicode_with_tofu;
use heck::ToPascalCase as _;

/// A text as one word in ASCII: `gift_cards` -> `GiftCards`.
pub fn pascal(text: &str) -> String {
    deunicode_with_tofu(text, " ").to_pascal_case()
}
