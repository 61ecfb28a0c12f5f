//! Paths, parameters and headers.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(
        350,
        "a path with placeholders",
        "a route of the stub; the clients percent-encode the values",
    ),
    Construct::supported(
        351,
        "an array in the path",
        "its items, separated by commas (`style: simple`)",
    ),
    Construct::supported(
        352,
        "a query parameter",
        "a string, number, boolean, enum, UUID or URI, parsed and checked before the implementation sees it",
    ),
    Construct::supported(
        353,
        "an array in the query, exploded",
        "the parameter repeated for each item (`style: form`, the default)",
    ),
    Construct::supported(
        354,
        "an array in the query with `explode: false`",
        "its items in one parameter, separated by commas",
    ),
    Construct::supported(
        355,
        "an array in the query with `style: spaceDelimited`",
        "its items in one parameter, separated by spaces; exploded, the parameter repeated",
    ),
    Construct::supported(
        356,
        "an array in the query with `style: pipeDelimited`",
        "its items in one parameter, separated by `|`; exploded, the parameter repeated",
    ),
    Construct::supported(
        357,
        "an object in the query, exploded",
        "a parameter for each of its properties (`style: form`, the default)",
    ),
    Construct::supported(
        358,
        "an object in the query with `style: deepObject`",
        "a parameter `name[property]` for each of its properties",
    ),
    Construct::supported(
        359,
        "a header parameter",
        "a string, number, boolean, enum, UUID or URI; arrays are separated by commas (`style: simple`)",
    ),
    Construct::supported(
        360,
        "a cookie parameter",
        "a string, number, boolean, enum, UUID or URI",
    ),
    Construct::supported(
        361,
        "`required` and `default` of a parameter",
        "a required or an optional argument; the stub fills in the default",
    ),
    Construct::supported(
        362,
        "`parameters` of a path item",
        "parameters of each of its operations; a parameter of the operation replaces one of the path item with the same name and location",
    ),
    Construct::supported(
        363,
        "a parameter that may be null",
        "absent means null: text cannot express it",
    ),
    Construct::supported(
        364,
        "`allowEmptyValue` of a string",
        "an empty value is an empty string",
    ),
    Construct::supported(
        365,
        "`description`, `example` and `deprecated` of a parameter",
        "the first two are documentation of the argument; nothing is generated from `deprecated`",
    ),
    Construct::supported(
        366,
        "names that are not identifiers",
        "a valid, unique name in each language; the document's name is sent",
    ),
];
