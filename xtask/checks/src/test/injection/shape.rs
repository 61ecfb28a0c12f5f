use std::collections::BTreeMap;

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// What a file is made of: all but the text of literals and comments and the spelling of names; each with its line, 0 where it has none.
pub type Shape = Vec<(String, usize)>;

/// The shapes of files, by their paths.
pub type Shapes = BTreeMap<String, Shape>;

/// Of a Rust file. Comments are shapeless, but for what rustdoc would run as a test or show as markup.
pub fn rust(text: &str) -> Result<Shape> {
    syn::parse_file(text).context("is not Rust")?;
    let stream: TokenStream = text.parse().ok().context("is not Rust")?;
    let mut shape = Shape::new();
    tokens(stream, &mut shape);
    for (line, comment) in comments(text) {
        shape.extend(active(&comment).into_iter().map(|what| (what, line)));
    }
    Ok(shape)
}

fn tokens(stream: TokenStream, shape: &mut Shape) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = trees.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                let comment = trees.next_if(|next| match next {
                    TokenTree::Group(group) => group.stream().to_string().starts_with("doc ="),
                    _ => false,
                });
                if comment.is_none() {
                    let mark = if inner.is_some() { "#!" } else { "#" };
                    shape.push((mark.to_owned(), line));
                }
            }
            // The formatter sets one behind the last item where each has a line of its own.
            TokenTree::Punct(mark) if mark.as_char() == ',' && is_end(trees.peek()) => {}
            TokenTree::Punct(mark) => match shape.last_mut() {
                Some((last, _)) if last == "=" && mark.as_char() == '>' => last.push('>'),
                _ => shape.push((mark.to_string(), line)),
            },
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_name = name.starts_with("r#") || syn::parse_str::<syn::Ident>(&name).is_ok();
                shape.push((if is_name { "name".to_owned() } else { name }, line));
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let shown = if text.contains('"') { "text" } else { &text };
                shape.push((shown.to_owned(), line));
            }
            // The formatter sets braces around what does not fit in one line with the arrow or the closure's bar.
            TokenTree::Group(group) if is_wrapper(&group, shape.last()) => {
                tokens(group.stream(), shape);
                let comma = |next: &TokenTree| matches!(next, TokenTree::Punct(mark) if mark.as_char() == ',');
                if trees.peek().is_some_and(|next| !comma(next)) {
                    shape.push((",".to_owned(), line));
                }
            }
            TokenTree::Group(group) => {
                shape.push((format!("{:?}", group.delimiter()), line));
                tokens(group.stream(), shape);
                shape.push(("end".to_owned(), line));
            }
        }
    }
}

/// Whether a list ends there.
fn is_end(next: Option<&TokenTree>) -> bool {
    match next {
        None => true,
        Some(TokenTree::Punct(mark)) => mark.as_char() == '>',
        Some(_) => false,
    }
}

/// Whether a group is one expression in braces, behind `=>` or a closure's arguments.
fn is_wrapper(group: &Group, before: Option<&(String, usize)>) -> bool {
    group.delimiter() == Delimiter::Brace
        && before.is_some_and(|(what, _)| what == "=>" || what == "|")
        && syn::parse2::<syn::Expr>(group.stream()).is_ok()
}

/// The comments, each with its line.
fn comments(text: &str) -> Vec<(usize, String)> {
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (index, line) in text.lines().enumerate() {
        let comment = line.trim_start().strip_prefix("//");
        if let Some(comment) = comment {
            let comment = comment.trim_start_matches(['/', '!']);
            match comments.last_mut() {
                Some((_, last)) if open => last.extend(["\n", comment]),
                _ => comments.push((index + 1, comment.to_owned())),
            }
        }
        open = comment.is_some();
    }
    comments
}

/// What is not just text in the Markdown of a comment.
fn active(comment: &str) -> Vec<String> {
    let found = Parser::new(comment).filter_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {
            None
        }
        Event::Start(Tag::CodeBlock(kind)) => Some(format!("code {kind:?}")),
        Event::Start(Tag::Image { dest_url, .. }) => Some(format!("image {dest_url}")),
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("markup {html}")),
        _ => None,
    });
    found.collect()
}

/// Of a Markdown file: the text in blocks and spans does not count.
pub fn markdown(text: &str) -> Shape {
    let mut shape = Shape::new();
    let mut line = 1;
    let mut from = 0;
    for (event, range) in Parser::new_ext(text, Options::all()).into_offset_iter() {
        line += text[from..range.start.max(from)].matches('\n').count();
        from = range.start.max(from);
        let what = match event {
            Event::Text(_) | Event::SoftBreak => "text".to_owned(),
            Event::Code(_) => "code".to_owned(),
            event => format!("{event:?}"),
        };
        // Escapes cut a text into several.
        if what != "text" || shape.last().is_none_or(|(last, _)| last != "text") {
            shape.push((what, line));
        }
    }
    shape
}
