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
    Construct::supported(
        480,
        "a response of `text/event-stream`",
        "events one by one: the method returns a stream of them, and clients read one; without `itemSchema` their data is text",
    ),
    Construct::supported(
        481,
        "a response of `application/jsonl`, `application/x-ndjson` or `application/json-seq`",
        "values one by one: the method returns a stream of them, and clients read one",
    ),
    Construct::supported(
        482,
        "`itemSchema`, or `x-item-schema`, of a stream",
        "the type of its items; of an event stream, that of the events (`event`, `data`), a union of the names that it lists, else that of the JSON in their data",
    ),
    Construct::supported(
        483,
        "`x-stream-end` of a stream",
        "the text of an item that ends it, such as `[DONE]`: the server sends it, and clients miss it",
    ),
    Construct::supported(
        484,
        "several media types of one response",
        "one of them at a time: the server is told which one `Accept` prefers, and answers 406 where it takes none",
    ),
];
