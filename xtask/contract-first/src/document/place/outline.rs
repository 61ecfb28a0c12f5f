use std::iter::successors;

use super::position::Position;
use crate::document::Pointer;

/// The nodes of a text in the order in which they are there.
#[derive(Default)]
pub struct Outline {
    nodes: Vec<Node>,
}

struct Node {
    /// Its key, when it is the member of an object.
    key: Option<Box<str>>,
    /// Where its key begins, or the node itself when it has none.
    position: Position,
    /// The index behind the last node in it.
    end: usize,
    /// The node whose members are its own: another one when it is an alias.
    content: usize,
}

impl Outline {
    /// Where the node that a pointer names begins; when it is not there, the nearest one around it.
    pub fn nearest(&self, pointer: &Pointer) -> Option<Position> {
        let mut found = 0;
        self.nodes.first()?;
        for step in pointer.steps() {
            match self.child(found, &step) {
                Some(child) => found = child,
                None => break,
            }
        }
        Some(self.nodes[found].position)
    }

    fn child(&self, parent: usize, step: &str) -> Option<usize> {
        let content = self.nodes[parent].content;
        let end = self.nodes[content].end;
        let index: Option<usize> = step.parse().ok();
        let first = Some(content + 1).filter(|first| *first < end);
        let children = successors(first, |child| {
            Some(self.nodes[*child].end).filter(|next| *next < end)
        });
        let found = children
            .enumerate()
            .find(|(place, child)| match &self.nodes[*child].key {
                Some(key) => **key == *step,
                None => index == Some(*place),
            });
        found.map(|(_, child)| child)
    }

    /// Puts every node somewhere else.
    pub fn moved(mut self, to: impl Fn(Position) -> Position) -> Self {
        for node in &mut self.nodes {
            node.position = to(node.position);
        }
        self
    }
}

/// Makes an outline of what a parser comes by.
#[derive(Default)]
pub struct Builder {
    outline: Outline,
    /// The lists and objects that are not at their end; whether they are objects.
    open: Vec<(usize, bool)>,
    key: Option<(Box<str>, Position)>,
}

impl Builder {
    /// Whether the next text is a key.
    pub fn wants_key(&self) -> bool {
        self.key.is_none() && self.open.last().is_some_and(|(_, is_object)| *is_object)
    }

    /// A key, to which the next value belongs.
    pub fn key(&mut self, key: &str, position: Position) {
        self.key = Some((key.into(), position));
    }

    /// A value with nothing in it so far; gives its number.
    pub fn value(&mut self, position: Position) -> usize {
        let number = self.outline.nodes.len();
        let (key, position) = match self.key.take() {
            Some((key, position)) => (Some(key), position),
            None => (None, position),
        };
        self.outline.nodes.push(Node {
            key,
            position,
            end: number + 1,
            content: number,
        });
        number
    }

    /// The beginning of a list or an object; gives its number.
    pub fn open(&mut self, position: Position, is_object: bool) -> usize {
        let number = self.value(position);
        self.open.push((number, is_object));
        number
    }

    /// The end of a list or an object.
    pub fn close(&mut self) {
        if let Some((number, _)) = self.open.pop() {
            self.outline.nodes[number].end = self.outline.nodes.len();
        }
    }

    /// Another name for a value that is complete.
    pub fn alias(&mut self, position: Position, of: usize) {
        let number = self.value(position);
        self.outline.nodes[number].content = of;
    }

    /// What was come by.
    pub fn finish(self) -> Outline {
        self.outline
    }
}
