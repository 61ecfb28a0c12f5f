/// A harmless text.
pub const HARMLESS: &str = "word";

/// Texts that end what they are put into, or mean something to whoever reads it; each with what it is about.
pub const HOSTILE: [(&str, &str); 20] = [
    (
        "comments",
        "*/ /* // */\n*/ export const evil = 1; /** **/ /",
    ),
    (
        "line ends",
        "a\nfn evil() {}\r\nevil()\u{2028}evil()\u{2029}evil()\u{85}evil()\u{b}evil()\u{c}evil()\rdef evil(): pass",
    ),
    (
        "invisible",
        "\u{0}\u{8}\u{1b}[31mred\u{1b}[0m\u{7f}\u{9b}1m\u{feff}\u{202e}\u{2066}\u{200b}\u{ad}\u{e0041}",
    ),
    ("double quotes", "\"; evil(); \" \" + evil() + \"\" \""),
    (
        "single quotes, backquotes and shells",
        "'; evil(); ' `${evil()}` ${evil()} $(evil) | evil; evil && evil > ~ $HOME",
    ),
    (
        "docstrings",
        "\"\"\"\nimport evil\n\"\"\" '''\nevil()\n''' \"\"\"\"\" \"\"\"\"",
    ),
    (
        "backslashes",
        "\\ \\\" \\' \\N{BULLET} \\u12 \\x \\U0000 \\d \\u{1F600} \\\\\" \\",
    ),
    (
        "formats",
        "{evil} {0} {{}} %s %n %(evil)s {!r} {:?} {evil!r:>{width}} { }} {",
    ),
    (
        "rust",
        "#![allow(evil)] //! evil\n#[derive(Evil)] r#\"evil\"# \"# macro_rules! e {} b'e' 'e /// evil\n```rust\nevil();\n```",
    ),
    (
        "templates",
        "{{evil}} {{{evil}}} {{=<% %>=}} {{#openAPI}}evil{{/openAPI}} {{>evil}} {{!evil}} {{&evil}} <%evil%> {{",
    ),
    (
        "yaml",
        ": - # &a *a !!python/object:os.system ---\n---\n- evil: [ {, ? |\n...\n%YAML 1.1",
    ),
    (
        "toml",
        "\"\"\"\n[dependencies]\nevil = \"1\"\n]\n''' = [[evil]]",
    ),
    (
        "json",
        "\",\"scripts\":{\"postinstall\":\"evil\"},\"dependencies\":{\"evil\":\"*\"},\"x\":\"",
    ),
    (
        "markdown",
        "# evil\n\n[evil](javascript:evil()) ![evil](//evil) <script>evil()</script> <!-- evil --> | evil |\n| --- | --- |\n1. evil\n- evil\n> evil\n[evil]: https://evil.example\nhttps://evil.example www.evil.example <b onclick=evil()> <https://evil.example> **evil** [^1]",
    ),
    (
        "code in markdown",
        "``` \n``\n`\n~~~~ rust\nevil();\n~~~\n- ~~~\n- ```rust\n    evil();\n\\`<b>\\` `` ` <b> `` ``` ```\n    evil()",
    ),
    (
        "workflow commands",
        "::error file=evil::evil\n##[error]evil\n::set-output name=evil::evil\n::add-mask::e",
    ),
    (
        "comments with a meaning",
        "@ts-ignore @ts-expect-error\n@ts-nocheck @jsx evil @deprecated {@link evil} # type: ignore # noqa\n>>> evil()\n... evil() // @ts-ignore <reference path=\"evil\"/>",
    ),
    (
        "words that the pipeline writes itself",
        "models:: errors. _parameters. json::present i64 Value TEXT VALUE COUNT PRESENT(\"\") validation::rule( Uuid Box< TypeAliasType( Any None | None call.query( formats::is_date( &listed( serde::de",
    ),
    (
        "names with a meaning",
        "__proto__ constructor prototype toString self None class type",
    ),
    (
        "letters",
        "Grüße 数 👩\u{200d}💻 ﬁ ² İ ß e\u{301} \u{1d4d0}",
    ),
];
