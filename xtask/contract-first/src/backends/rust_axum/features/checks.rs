use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::{Check, ParameterReader};
use crate::model::StringFormat;

/// How values are checked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckFeatures {
    /// The type `Violation`.
    checked: bool,
    /// The module `validation`.
    validated: bool,
    /// The crate `validator`.
    validating: bool,
    /// The type `Checked`.
    checked_used: bool,
    /// The method `Violation::inside`.
    inside: bool,
    /// The macro `validation::read!`.
    read_whole: bool,
    rule_check: bool,
    field_check: bool,
    items_check: bool,
    entries_check: bool,
    present_check: bool,
    distinct_check: bool,
    pairwise_check: bool,
    multiple_check: bool,
    /// The module `formats`.
    formats: bool,
    base64_check: bool,
    date_check: bool,
    date_time_check: bool,
    email_check: bool,
    ipv4_check: bool,
    ipv6_check: bool,
    time_check: bool,
    uuid_check: bool,
    /// Formats of dates and times.
    times: bool,
}

impl CheckFeatures {
    pub fn of(used: &Used) -> Self {
        use StringFormat::{Byte, Date, DateTime, Email, Ipv4, Ipv6, Time, Uuid};
        let [field, items, entries] =
            [Check::Field, Check::Items, Check::Entries].map(|check| used.check(check));
        let [rule, present] = [Check::Rule, Check::Present].map(|check| used.check(check));
        let inner = field || items || entries;
        let [date, date_time, time] = [Date, DateTime, Time].map(|format| used.format(format));
        let read_whole = used.check(Check::Read);
        Self {
            checked: used.bodies() || used.validated(),
            validated: used.validated(),
            validating: used.parameters() || used.check(Check::First) || read_whole,
            checked_used: inner || rule || present || used.valid_body(),
            inside: inner || used.chosen() || used.reader(ParameterReader::QueryForm),
            read_whole,
            rule_check: rule,
            field_check: field,
            items_check: items,
            entries_check: entries,
            present_check: present,
            distinct_check: used.check(Check::Distinct),
            pairwise_check: used.check(Check::PairwiseDistinct),
            multiple_check: used.check(Check::Multiple),
            formats: used.formats(),
            base64_check: used.format(Byte),
            date_check: date,
            date_time_check: date_time,
            email_check: used.format(Email),
            ipv4_check: used.format(Ipv4),
            ipv6_check: used.format(Ipv6),
            time_check: time,
            uuid_check: used.format(Uuid),
            times: date || date_time || time,
        }
    }
}
