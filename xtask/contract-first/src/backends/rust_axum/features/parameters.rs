use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::ParameterReader;

/// How parameters are read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterFeatures {
    parameters: bool,
    paths: bool,
    path_one: bool,
    path_list: bool,
    queries: bool,
    query_form: bool,
    query_spread: bool,
    query_forms: bool,
    query_one: bool,
    query_list: bool,
    headers: bool,
    header_one: bool,
    header_list: bool,
    cookies: bool,
    headers_or_cookies: bool,
    /// Lists, wherever they are.
    lists: bool,
    /// Single values, wherever they are.
    single: bool,
    /// The function `once`.
    once_used: bool,
    /// The function `urlencoded::split`.
    split_used: bool,
    /// The function `urlencoded::pairs`.
    pairs_read: bool,
    urlencoded: bool,
    urlencoded_parameters: bool,
}

impl ParameterFeatures {
    pub fn of(used: &Used) -> Self {
        use ParameterReader::{
            Cookie, Header, HeaderList, Path, PathList, Query, QueryForm, QueryList, QuerySpread,
        };
        let any = |readers: &[ParameterReader]| readers.iter().any(|reader| used.reader(*reader));
        let queries = any(&[Query, QueryList]);
        let decoded = queries || any(&[PathList, HeaderList]);
        Self {
            parameters: used.parameters(),
            paths: any(&[Path, PathList]),
            path_one: any(&[Path]),
            path_list: any(&[PathList]),
            queries,
            query_form: any(&[QueryForm]),
            query_spread: any(&[QuerySpread]),
            query_forms: any(&[QueryForm, QuerySpread]),
            query_one: any(&[Query]),
            query_list: any(&[QueryList]),
            headers: any(&[Header, HeaderList]),
            header_one: any(&[Header]),
            header_list: any(&[HeaderList]),
            cookies: any(&[Cookie]),
            headers_or_cookies: any(&[Header, HeaderList, Cookie]),
            lists: any(&[PathList, QueryList, HeaderList]),
            single: any(&[Path, Query, Header, Cookie]),
            once_used: any(&[Query, QueryList, Header, Cookie]),
            split_used: any(&[PathList, QueryList]) || used.forms(),
            pairs_read: queries || used.forms(),
            urlencoded: decoded || used.forms(),
            urlencoded_parameters: decoded,
        }
    }
}
