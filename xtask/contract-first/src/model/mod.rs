//! What a contract says: types of Rust that hold it, in the words of OpenAPI and JSON Schema. Plain data with no language that code is
//! generated in and no template; JSON is only in examples, defaults and the values of enums.
//!
//! `read` makes it from a document; the back-ends write code from it.

mod body;
mod constraint;
mod contract;
mod default_value;
pub(crate) mod description;
mod direction;
mod documentation;
mod format;
mod named_type;
mod operation;
mod parameter;
mod path;
mod registry;
mod response;
mod response_content;
mod security;
mod server;
mod style;
mod type_ref;

pub use crate::document::{CodePackage, CodeType, CodeTypes};
pub use body::{Body, BodyEncoding, Content, PropertyEncoding};
pub use constraint::{Constraint, Count, ObjectRule, Pattern, Presence};
pub use contract::{Contract, Info, Tag};
pub use default_value::DefaultValue;
pub use direction::Direction;
pub use documentation::Documentation;
pub use format::StringFormat;
pub use named_type::{
    AdditionalProperties, NamedType, Property, TypeDef, TypeOrigin, Union, Variant,
};
pub use operation::Operation;
pub use parameter::{Parameter, ParameterContent, ParameterForm, ParameterLocation};
pub use path::{PathPiece, PathSegment, PathTemplate};
pub use registry::{TypeRegistry, reached};
pub use response::{Header, Response};
pub use response_content::{
    ItemData, ItemStream, NamedEvent, ResponseContent, ResponseMedia, StreamFraming, StreamItems,
    essence,
};
pub use security::{KeyLocation, RequiredScheme, SchemeKind, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use style::Style;
pub use type_ref::{IntegerWidth, TypeKind, TypeRef};
