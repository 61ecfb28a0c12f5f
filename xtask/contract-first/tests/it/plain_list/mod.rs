//! A back-end that is not part of the library: a plain list of operations. It shows that a folder is enough for a new kind of package.

mod backend;
mod rendered;
