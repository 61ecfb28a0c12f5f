use std::collections::BTreeSet;

use contract_first::TargetKind;
use contract_first::backends::backend;

/// Words with a meaning of their own in Rust, Python or TypeScript, and members that every value, class or object has.
const MEANINGFUL: &str = "abstract and any as assert async await become bool boolean box break byte bytes case catch class const continue \
    crate debugger declare def default del delete do dyn elif else enum except export extends extern f64 false finally fn for from function \
    gen global goto i32 i64 if impl implements import in infer instanceof int interface is keyof lambda let list loop macro match mod module \
    move mut namespace native never new nonlocal not null number object of or override package pass priv private protected prototype pub \
    public raise readonly ref require return self Self short static str string struct super switch symbol synchronized then this throw throws \
    trait transient true try tuple type typeof u8 undefined union unique unknown unsafe unsized usize use var virtual void volatile where \
    while with yield None True False NaN Infinity \
    clone drop eq hash fmt cmp add not neg deref index call next into into_iter from_str as_ref borrow to_owned to_string type_id default \
    constructor __proto__ toString toJSON valueOf hasOwnProperty arguments eval await_ \
    __init__ __class__ __dict__ __name__ __all__ mro name value id print property copy json dict schema validate construct parse_raw \
    model_config model_fields model_dump model_x _nullable __pydantic_extra__ \
    Send Sync Sized Copy Clone Debug PartialEq Eq Ord Hash Drop Default Iterator Future Pin Fn Into AsRef ToString \
    Error Exception BaseException TypeError ValueError TimeoutError Object Array Promise Response Request Headers Date Map Set Symbol Blob \
    Record Readonly Partial Function String Number Boolean URL FormData AbortSignal Event Node Element Window Document Operation State \
    Service Limits Settings Value Unknown Empty Ok Err Some Box Vec Option Result Uuid Uri \
    std core alloc axum serde validator tokio reqwest httpx pydantic typing apis models client errors operations index main lib mod test \
    con aux nul prn com1 lpt1 settled retries timeout base_url baseUrl http_client fetch signal credentials options body parameters head \
    rest answer exchange stub request principal read outcome key token user password VALUE TEXT COUNT PRESENT";

/// Texts of every kind that no language writes as they are.
const TEXTS: [&str; 82] = [
    "",
    " ",
    "-",
    "_",
    "__",
    "...",
    "…",
    "–",
    "!",
    "$",
    "?",
    "123",
    "2fa",
    "2",
    "-1",
    "1.5",
    "_id",
    "id_",
    "__x__",
    "a",
    "A",
    "b",
    "B",
    "a_2",
    "a 2",
    "a-2",
    "a2",
    "foo.bar",
    "foo/bar",
    "FooBar",
    "foo_bar",
    "foo-bar",
    "FOO_BAR",
    "fooBar",
    "ABCd",
    "AbCd",
    "a_b_c",
    "I",
    "l",
    "O",
    "area_m²",
    "area_m2",
    "CO₂",
    "CO2",
    "①",
    "ªb",
    "ﬁeld",
    "field",
    "été",
    "e\u{301}te\u{301}",
    "ℌello",
    "Ⅷ",
    "ſ",
    "ß",
    "İ",
    "ı",
    "数",
    "名前",
    "имя",
    "שם",
    "Ωmega",
    "ａｂｃ",
    "😀",
    "🦄 horn",
    "\u{200d}",
    "\u{feff}x",
    "µ",
    "℃",
    "½",
    "urn:ietf:params:scim:schemas:extension:example:2.0:User",
    "/^var[.][a-zA-Z0-9]+$/",
    "models::Book",
    "crate::models::Book",
    "json::present",
    "validation::items(value",
    "call.query(",
    "PRESENT(\"a\")",
    "Uuid.parse(",
    "a\"b",
    "a\\b",
    "a'b",
    "$serde_json::private::Number",
];

/// Names of security schemes: every kind of a component's name, and what clients have beside their credentials.
pub const SCHEMES: &str = "a A I 2 123 -1 - _ __ ... a_2 a-2 a2 foo.bar foo_bar foo-bar FooBar FOO_BAR type self Self crate \
    class None async await_ constructor __proto__ __init__ toString clone default Error Result String Option Given Scheme Credentials \
    Call Problem Client key token user password secret credentials options retries timeout base_url baseUrl http_client fetch signal";

/// What a declaration starts with in a template.
const DECLARATIONS: &str =
    "use pub struct enum trait impl type mod import from class def export interface";

/// Every name that is tried, each once; the same list on every machine.
pub fn words() -> Vec<String> {
    let mut all: Vec<String> = TEXTS.map(str::to_owned).into();
    all.push("very_long_name_".repeat(20));
    all.push(format!("{}x", "very_long_name_".repeat(20)));
    all.extend(MEANINGFUL.split_whitespace().map(str::to_owned));
    all.extend(declared());
    let mut seen = BTreeSet::new();
    all.retain(|word| seen.insert(word.clone()));
    all
}

/// The words of all declarations and imports in the templates: what generated code has in scope.
fn declared() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for kind in TargetKind::ALL {
        for template in backend(kind).templates() {
            for line in template.text().lines() {
                let line = line.trim_start();
                let first = line.split(|c: char| !c.is_ascii_alphanumeric()).next();
                if DECLARATIONS
                    .split_whitespace()
                    .any(|word| Some(word) == first)
                {
                    let found = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                    let found = found.filter(|word| !word.is_empty() && !word.contains("__"));
                    words.extend(found.map(str::to_owned));
                }
            }
        }
    }
    words
}
