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
    Construct::supported(
        367,
        "a placeholder that is part of a path segment",
        "matched by the segment's literals: of several paths that fit a request, the one with literals before placeholders and the longest literals is taken. A value ends at the first occurrence of the literal behind it, and the last one reaches to the end; the clients escape what would end a value early",
    ),
    Construct::supported(
        368,
        "two paths that differ only in the names of their placeholders",
        "one route of the stub: each method belongs to the path that describes it, and `Allow` names the methods of both",
    ),
    Construct::supported(
        369,
        "a placeholder that appears twice in a path",
        "one value, which must be the same in both places",
    ),
    Construct::supported(
        370,
        "a path segment that begins with `:` or `*`",
        "literal text",
    ),
    Construct::supported(
        371,
        "an object or a union in the path or a header (`style: simple`)",
        "its names and values, separated by commas; exploded, `name=value`. What would separate or change one is percent-encoded",
    ),
    Construct::supported(
        372,
        "`style: label` and `style: matrix`",
        "plain values, arrays and objects, in the form of RFC 6570; a dot in a value of an exploded label is percent-encoded",
    ),
    Construct::supported(
        373,
        "an object or a union in the query with `explode: false`",
        "one parameter: its names and values, separated by commas, spaces or bars",
    ),
    Construct::supported(
        374,
        "an array or an object in a cookie",
        "its percent-encoded items, or names and values, separated by commas; exploded, a cookie for each item or property",
    ),
    Construct::supported(
        375,
        "a parameter with `content` that is JSON or plain text",
        "the text of its value: percent-encoded in the path, the query and cookies, in ASCII in headers",
    ),
    Construct::supported(
        376,
        "`allowReserved`",
        "the clients leave reserved characters of values as they are, but for those that would end or separate them; the stub accepts both forms",
    ),
];
