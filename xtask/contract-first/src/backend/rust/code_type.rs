use crate::model::{CodeType, TypeRef};

/// The type that was chosen for the values of a shape.
pub fn chosen_type(shape: &TypeRef) -> Option<&CodeType> {
    shape.code_types.as_ref()?.rust.as_ref()
}

/// The path of a type, which no name of a package hides.
pub fn rust_path(chosen: &CodeType) -> String {
    match chosen.path.as_slice() {
        [primitive] => primitive.clone(),
        path => format!("::{}", path.join("::")),
    }
}
