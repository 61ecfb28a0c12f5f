use url::form_urlencoded;

/// The first value of a field, in the query of an address or in the body of a form.
pub(crate) fn field(form: &[u8], name: &str) -> Option<String> {
    let (_, value) = form_urlencoded::parse(form).find(|(field, _)| field == name)?;
    Some(value.into_owned())
}

/// The first value of a field in the query of an address.
pub(crate) fn query_field(query: Option<&str>, name: &str) -> Option<String> {
    field(query?.as_bytes(), name)
}
