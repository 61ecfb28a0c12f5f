use std::collections::BTreeMap;

use validator::{Validate, ValidationError};

use crate::validation::{
    Checked, entries, field, first, is_distinct, is_multiple, is_pairwise_distinct, items, present,
    rule, sent,
};
use crate::violation::Violation;

fn positive(value: &i32) -> Checked {
    rule(*value > 0, "must be positive")
}

fn broken(field: &str) -> Checked {
    Err(Violation {
        field: field.to_owned(),
        problem: "must be positive".to_owned(),
    })
}

#[test]
fn a_rule_that_is_broken_says_so_of_its_field() {
    assert_eq!(rule(true, "must be"), Ok(()));
    assert_eq!(positive(&0), broken(""));
    assert_eq!(field("count", &1, positive), Ok(()));
    assert_eq!(field("count", &0, positive), broken("count"));
}

#[test]
fn what_is_not_there_is_not_checked() {
    assert_eq!(present(&None, positive), Ok(()));
    assert_eq!(present(&Some(1), positive), Ok(()));
    assert_eq!(present(&Some(0), positive), broken(""));
}

#[test]
fn a_list_of_which_nothing_was_sent_is_not_checked() {
    let short = |list: &Vec<i32>| rule(list.len() < 2, "must be positive");
    assert_eq!(sent("list", &Vec::<i32>::new(), |_| broken("")), Ok(()));
    assert_eq!(sent("list", &vec![1], short), Ok(()));
    assert_eq!(sent("list", &vec![1, 2], short), broken("list"));
}

#[test]
fn items_and_entries_are_named() {
    assert_eq!(items(&[1, 2], positive), Ok(()));
    assert_eq!(items(&[1, 0, -1], positive), broken("[1]"));
    let map = |value| BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), value)]);
    assert_eq!(entries(&map(1), positive), Ok(()));
    assert_eq!(entries(&map(0), positive), broken("b"));
    let nested = field("lists", &vec![vec![1], vec![0]], |lists: &Vec<_>| {
        items(lists, |list: &Vec<_>| items(list, positive))
    });
    assert_eq!(nested, broken("lists[1][0]"));
}

#[test]
fn items_differ_or_not() {
    assert!(is_distinct(&["a", "b"]) && is_distinct::<i32>(&[]));
    assert!(!is_distinct(&["a", "b", "a"]));
    assert!(is_pairwise_distinct(&[0.5, 1.5]));
    assert!(!is_pairwise_distinct(&[0.5, 1.5, 0.5]));
}

#[test]
fn multiples_of_binary_fractions() {
    assert!(is_multiple(0.3, 0.1) && is_multiple(-1e9, 0.01) && is_multiple(0.0, 2.0));
    assert!(!is_multiple(0.35, 0.1) && !is_multiple(3.0, 2.0));
}

#[derive(Validate)]
#[validate(schema(function = "Self::rules"))]
struct Order {
    count: i32,
}

impl Order {
    fn rules(&self) -> Result<(), ValidationError> {
        field("count", &self.count, positive)?;
        Ok(())
    }
}

#[test]
fn what_a_model_finds_is_a_violation() {
    assert!(Order { count: 1 }.validate().is_ok());
    let found = Order { count: 0 }.validate().map_err(first);
    assert_eq!(found, broken("count"));
    let unknown = first(validator::ValidationErrors::new());
    assert_eq!(
        unknown.to_string(),
        "The request body does not fit the document"
    );
}

struct Colour;

crate::validation::read!(Colour);

#[test]
fn what_is_checked_while_it_is_read_is_valid() {
    assert!(Colour.validate().is_ok());
}
