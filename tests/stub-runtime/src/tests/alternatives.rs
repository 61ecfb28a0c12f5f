use serde::Deserialize;
use serde_json::{Value, json};

use crate::alternatives::{attempt, chosen, fit, only, tag};
use crate::json;
use crate::validation::rule;
use crate::violation::Violation;

fn any<T>(_: &T) -> Result<(), Violation> {
    Ok(())
}

#[test]
fn a_value_fits_if_it_is_of_the_type_and_keeps_the_rules() {
    assert_eq!(fit::<u8>(&json!(1), any), Some(1));
    assert_eq!(fit::<u8>(&json!("a"), any), None);
    assert_eq!(
        fit::<u8>(&json!(1), |value| rule(*value > 1, "must be more")),
        None
    );
}

#[test]
fn only_one_alternative_fits() {
    assert_eq!(only([None, Some(1), None]), Some(1));
    assert_eq!(only([Some(1), Some(2)]), None);
    assert_eq!(only::<i32>([None, None]), None);
}

#[test]
fn a_tag_is_a_text_of_an_object() {
    assert_eq!(tag(&json!({ "kind": "a" }), "kind"), Ok("a"));
    for (value, expected) in [
        (json!([]), "The request body must be an object"),
        (json!({}), "kind is required"),
        (json!({ "kind": 1 }), "kind must be a string"),
    ] {
        assert_eq!(tag(&value, "kind").unwrap_err().to_string(), expected);
    }
}

#[test]
fn the_chosen_alternative_says_what_is_wrong() {
    assert_eq!(chosen::<u8>(&json!(1), any), Ok(1));
    let wrong = chosen::<u8>(&json!("a"), any).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "The request body must be an unsigned 8-bit integer"
    );
    let ruled = chosen::<u8>(&json!(1), |_| rule(false, "must be more")).unwrap_err();
    assert_eq!(ruled.to_string(), "The request body must be more");
}

/// Alternatives inside of alternatives: what is tried doubles with each level.
#[derive(Debug)]
struct Nested;

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let inner = match value.get("inner") {
            None => return Ok(Self),
            Some(inner) => inner,
        };
        let fitting = [fit::<Nested>(inner, any), fit::<Nested>(inner, any)];
        let [Some(_), None] = fitting else {
            return Err(serde::de::Error::custom("must be one of them"));
        };
        Ok(Self)
    }
}

fn nested(depth: usize) -> Value {
    (0..depth).fold(json!({}), |inner, _| json!({ "inner": inner }))
}

#[test]
fn alternatives_inside_of_each_other_end() {
    let mut tries = 0;
    let value = nested(100);
    // Twice to the power of 100 tries would not end.
    assert!(
        fit::<Nested>(&value, |_| {
            tries += 1;
            Ok(())
        })
        .is_none()
    );
    assert_eq!(tries, 0);
    let value = json!({ "kind": "a", "inner": nested(100) });
    let refused = chosen::<Nested>(&value, any).unwrap_err();
    assert_eq!(refused.to_string(), "The request body must be one of them");
}

#[test]
fn each_outermost_value_may_be_tried_anew() {
    let value = json!(1);
    for _ in 0..10_000 {
        assert_eq!(fit::<u8>(&value, any), Some(1));
    }
    let many = attempt(&value, || {
        (0..10_000)
            .filter(|_| fit::<u8>(&value, any).is_some())
            .count()
    });
    assert_eq!(many, Some(64 + 8 * 4));
    let late = attempt(&value, || {
        while attempt(&value, || ()).is_some() {}
        chosen::<u8>(&value, any)
    });
    let late = late.unwrap().unwrap_err();
    assert_eq!(
        late.problem,
        "holds too many alternatives inside of each other"
    );
    let text = json!({ "key": ["text", null] });
    let sized = attempt(&text, || {
        (0..10_000)
            .filter(|_| attempt(&value, || ()).is_some())
            .count()
    });
    assert_eq!(sized, Some(64 + 8 * (4 + 3 + (2 + 2 + 4) + (2 + 4))));
}

#[test]
fn an_error_that_says_where_it_is_is_read_again() {
    let violation = Violation {
        field: "a.b".to_owned(),
        problem: "must be a string".to_owned(),
    };
    #[derive(Debug)]
    struct Fails;
    impl<'de> Deserialize<'de> for Fails {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(json::error(&Violation {
                field: "a.b".to_owned(),
                problem: "must be a string".to_owned(),
            }))
        }
    }
    assert_eq!(
        json::located::<Fails, Value>(json!(1)).unwrap_err(),
        violation
    );
    let inside = json::located::<Vec<Fails>, Value>(json!([1])).unwrap_err();
    assert_eq!(inside, violation.inside("[0]"));
}
