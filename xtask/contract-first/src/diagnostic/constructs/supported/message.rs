//! Bodies, responses and their media types.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(450, "a body of `application/json`", "a typed value"),
    Construct::supported(
        451,
        "a body of `text/json` or a type that ends in `+json`",
        "the same as `application/json`, under its own name",
    ),
    Construct::supported(
        452,
        "a body of `*/*` or `application/*`",
        "JSON: sent as `application/json`",
    ),
    Construct::supported(
        453,
        "a request of `application/x-www-form-urlencoded`",
        "a typed value, a field for each property; arrays are repeated fields",
    ),
    Construct::supported(
        454,
        "`encoding` of a form: `style`, `explode`, and `contentType: application/json`",
        "arrays separated by commas, spaces or `|`, objects as `name[property]`, or the property as JSON",
    ),
    Construct::supported(455, "a body of `text/…`", "a string in UTF-8"),
    Construct::supported(
        456,
        "a body of any other media type",
        "bytes, whatever its schema",
    ),
    Construct::supported(
        457,
        "`required` of a body",
        "without it, the body may be left out",
    ),
    Construct::supported(458, "a JSON body without a schema", "any JSON value"),
    Construct::supported(
        459,
        "`example` and `examples` of a body",
        "for readers of the document: no code is generated from them",
    ),
    Construct::supported(
        463,
        "a request of `multipart/form-data`",
        "a typed value, a field for each property: texts as in a form, objects as JSON, and files; each item of an array is a part",
    ),
    Construct::supported(
        464,
        "`format: binary`, a `contentMediaType` that is no text, or no type at all in `multipart/form-data`",
        "a file with its name and media type, which is read and sent piece by piece",
    ),
    Construct::supported(
        465,
        "`encoding` of a part: `contentType`",
        "the media type that clients send; the stub takes files of the listed types and ranges only",
    ),
    Construct::supported(
        466,
        "`additionalProperties` of a multipart body",
        "a list of the parts without a description; with `false`, there must be none",
    ),
    Construct::supported(
        470,
        "a response for one status",
        "a variant of the operation's response, with its body and headers",
    ),
    Construct::supported(
        471,
        "a response for `2XX`, `3XX`, `4XX` or `5XX`",
        "a variant that holds the status",
    ),
    Construct::supported(
        472,
        "a `default` response",
        "a variant for every other status, which it holds",
    ),
    Construct::supported(
        473,
        "a response without content",
        "a variant without a body",
    ),
    Construct::supported(
        474,
        "several successes of one operation",
        "a variant for each, in the clients too",
    ),
    Construct::supported(
        475,
        "the methods GET, PUT, POST, DELETE, OPTIONS, HEAD and PATCH",
        "a method of the trait and of the clients; the stub answers HEAD wherever it answers GET",
    ),
];
