use crate::document::Pointer;

/// A difference between two schemas.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SchemaChange {
    pub code: ChangeCode,
    pub category: ChangeCategory,
    pub level: ChangeLevel,
    /// The deepest place that differs, in the old document.
    pub old_at: Pointer,
    /// The same in the new one.
    pub new_at: Pointer,
    /// What is said there; `None` where nothing is.
    pub old: Option<String>,
    pub new: Option<String>,
    /// What changed, and who notices.
    pub sentence: String,
}

/// Whom a difference concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeCategory {
    /// Whoever sends or receives values.
    Wire,
    /// Whoever receives a value that did not exist before.
    ResponseEnum,
    /// Whoever compiles generated code.
    Sdk,
}

/// What a difference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeLevel {
    Safe,
    /// Safe, and worth knowing.
    Noted,
    /// Could not be shown to be safe; counts as breaking.
    Unproven,
    Breaking,
}

impl ChangeLevel {
    /// Whether it counts as breaking.
    pub fn is_breaking(self) -> bool {
        matches!(self, Self::Unproven | Self::Breaking)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// The kinds of differences.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ChangeCode {
            $($(#[$doc])* $name,)*
        }

        impl ChangeCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in reports and exceptions.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

codes! {
    PropertyRemoved = "property-removed",
    /// A property that is not required.
    PropertyAdded = "property-added",
    /// A property of a request that is required.
    RequiredPropertyAdded = "required-property-added",
    PropertyBecameRequired = "property-became-required",
    PropertyBecameOptional = "property-became-optional",
    RequestPropertyReadOnly = "request-property-read-only",
    ResponsePropertyWriteOnly = "response-property-write-only",
    /// `readOnly` or `writeOnly` where it changes nothing.
    AccessChanged = "access-changed",
    TypeChanged = "type-changed",
    /// Any value now.
    RulesRemoved = "rules-removed",
    EnumValueAdded = "enum-value-added",
    EnumValueRemoved = "enum-value-removed",
    /// Any value of the type before.
    EnumAdded = "enum-added",
    /// Any value of the type now.
    EnumRemoved = "enum-removed",
    MinimumRaised = "minimum-raised",
    MinimumLowered = "minimum-lowered",
    MaximumRaised = "maximum-raised",
    MaximumLowered = "maximum-lowered",
    MultipleOfChanged = "multiple-of-changed",
    MinLengthRaised = "min-length-raised",
    MinLengthLowered = "min-length-lowered",
    MaxLengthRaised = "max-length-raised",
    MaxLengthLowered = "max-length-lowered",
    PatternAdded = "pattern-added",
    PatternRemoved = "pattern-removed",
    PatternChanged = "pattern-changed",
    FormatAdded = "format-added",
    FormatRemoved = "format-removed",
    FormatChanged = "format-changed",
    ContentChanged = "content-changed",
    MinItemsRaised = "min-items-raised",
    MinItemsLowered = "min-items-lowered",
    MaxItemsRaised = "max-items-raised",
    MaxItemsLowered = "max-items-lowered",
    UniqueItemsAdded = "unique-items-added",
    UniqueItemsRemoved = "unique-items-removed",
    ContainsChanged = "contains-changed",
    UnevaluatedChanged = "unevaluated-changed",
    MinPropertiesRaised = "min-properties-raised",
    MinPropertiesLowered = "min-properties-lowered",
    MaxPropertiesRaised = "max-properties-raised",
    MaxPropertiesLowered = "max-properties-lowered",
    AdditionalPropertiesChanged = "additional-properties-changed",
    PatternPropertiesChanged = "pattern-properties-changed",
    PropertyNamesChanged = "property-names-changed",
    DependentRequiredChanged = "dependent-required-changed",
    DependentSchemasChanged = "dependent-schemas-changed",
    AlternativeAdded = "alternative-added",
    AlternativeRemoved = "alternative-removed",
    AlternativesOverlap = "alternatives-overlap",
    /// Other alternatives that together take what one took.
    AlternativesRearranged = "alternatives-rearranged",
    DiscriminatorAdded = "discriminator-added",
    DiscriminatorRemoved = "discriminator-removed",
    DiscriminatorChanged = "discriminator-changed",
    DiscriminatorValueAdded = "discriminator-value-added",
    DiscriminatorValueRemoved = "discriminator-value-removed",
    NotChanged = "not-changed",
    ConditionChanged = "condition-changed",
    DefaultAdded = "default-added",
    DefaultRemoved = "default-removed",
    DefaultChanged = "default-changed",
    DeprecatedAdded = "schema-deprecated",
    DeprecatedRemoved = "schema-no-longer-deprecated",
    SchemaRenamed = "schema-renamed",
    /// How values are written in XML.
    XmlChanged = "xml-changed",
    /// A difference that is too large or too deep to be decided.
    Undecided = "undecided",
}
