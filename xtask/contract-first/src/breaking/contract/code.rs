use crate::breaking::schema::ChangeCode;

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// In how operations are called.
    Contract(ContractCode),
    /// In the values that a schema accepts.
    Schema(ChangeCode),
}

impl Code {
    /// Its name in reports and in the ids of exceptions.
    pub fn id(self) -> &'static str {
        match self {
            Self::Contract(code) => code.id(),
            Self::Schema(code) => code.id(),
        }
    }

    /// Every code.
    pub fn all() -> impl Iterator<Item = Self> {
        let contract = ContractCode::ALL.iter().copied().map(Self::Contract);
        contract.chain(ChangeCode::ALL.iter().copied().map(Self::Schema))
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// The kinds of differences outside of schemas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ContractCode {
            $($(#[$doc])* $name,)*
        }

        impl ContractCode {
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
    PathRemoved = "path-removed",
    /// A path that answers requests which a template answered before.
    PathShadows = "path-shadows-template",
    OperationRemoved = "operation-removed",
    OperationAdded = "operation-added",
    /// The same operationId at another path or method.
    OperationMoved = "operation-moved",
    OperationDeprecated = "operation-deprecated",
    OperationRestored = "operation-no-longer-deprecated",
    SunsetChanged = "operation-sunset-changed",
    OperationIdChanged = "operation-id-changed",
    TagChanged = "operation-tag-changed",
    ParameterRemoved = "parameter-removed",
    ParameterAdded = "parameter-added",
    RequiredParameterAdded = "required-parameter-added",
    /// The same name at another place: query, header, cookie.
    ParameterMoved = "parameter-moved",
    ParameterRenamed = "path-parameter-renamed",
    ParameterBecameRequired = "parameter-became-required",
    ParameterBecameOptional = "parameter-became-optional",
    /// The same value is another text.
    ParameterEncodingChanged = "parameter-encoding-changed",
    /// Another type with the same text.
    ParameterTypeWidened = "parameter-type-widened",
    ParameterDeprecated = "parameter-deprecated",
    ParameterRestored = "parameter-no-longer-deprecated",
    EmptyValueChanged = "parameter-empty-value-changed",
    ReservedCharactersChanged = "parameter-reserved-characters-changed",
    RequestBodyRemoved = "request-body-removed",
    RequestBodyAdded = "request-body-added",
    RequiredRequestBodyAdded = "required-request-body-added",
    RequestBodyBecameRequired = "request-body-became-required",
    RequestBodyBecameOptional = "request-body-became-optional",
    MediaTypeRemoved = "media-type-removed",
    MediaTypeAdded = "media-type-added",
    /// A range in the place of a media type.
    MediaTypeWidened = "media-type-widened",
    PartEncodingChanged = "part-encoding-changed",
    ResponseRemoved = "response-removed",
    ResponseAdded = "response-added",
    /// A status that a range or `default` stands for now.
    ResponseGeneralised = "response-generalised",
    HeaderRemoved = "header-removed",
    HeaderAdded = "header-added",
    RequiredHeaderAdded = "required-header-added",
    HeaderBecameRequired = "header-became-required",
    HeaderBecameOptional = "header-became-optional",
    HeaderDeprecated = "header-deprecated",
    HeaderRestored = "header-no-longer-deprecated",
    HeaderEncodingChanged = "header-encoding-changed",
    HeaderTypeWidened = "header-type-widened",
    SecurityNarrowed = "security-narrowed",
    SecurityWidened = "security-widened",
    SecuritySchemeChanged = "security-scheme-changed",
    SecuritySchemeRenamed = "security-scheme-renamed",
    ServerRemoved = "server-removed",
    ServerAdded = "server-added",
    ServerVariableDefaultChanged = "server-variable-default-changed",
    CallbackRemoved = "callback-removed",
    CallbackAdded = "callback-added",
    CallbackAddressChanged = "callback-address-changed",
    CallbackOperationRemoved = "callback-operation-removed",
    CallbackOperationAdded = "callback-operation-added",
    WebhookRemoved = "webhook-removed",
    WebhookAdded = "webhook-added",
}
