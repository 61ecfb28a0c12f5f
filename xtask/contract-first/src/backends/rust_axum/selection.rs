use std::collections::BTreeSet;

use super::dependency::Dependency;
use super::helper::{
    Check, CodeNeeds, Helper, ModelHelper, ParameterReader, ResponseHelper, StreamHelper,
    TextDecoder, TextSource, UnionHelper,
};
use super::imports::{self, import};
use super::modules::RuntimeModule;
use super::security::{AuthorizationWord, CredentialReader, Schemes};
use crate::backend::rust::DependencyLine;
use crate::model::{BodyEncoding, StringFormat};

/// The files and crates that a package needs.
pub struct Selection {
    pub modules: BTreeSet<RuntimeModule>,
    /// Whether operations ask for credentials.
    pub secured: bool,
    /// The crates that templates use.
    dependencies: BTreeSet<Dependency>,
}

impl Selection {
    /// For code with these needs.
    pub fn of(needs: &CodeNeeds, schemes: &Schemes, models: bool) -> Self {
        let secured = needs.helpers.contains(&Helper::Authenticate);
        let uri = needs.imports.contains(&import(imports::URI));
        let helpers = needs.helpers.iter();
        let modules = RuntimeModule::ALWAYS
            .into_iter()
            .chain(helpers.flat_map(|helper| helper.modules()))
            .chain(uri.then_some(RuntimeModule::Uri))
            .chain(secured.then(|| schemes.modules()).into_iter().flatten());
        Self {
            modules: RuntimeModule::closure(modules),
            secured,
            dependencies: direct(needs, models),
        }
    }

    /// What `Cargo.toml` says of the crates.
    pub fn dependencies(&self) -> Vec<DependencyLine> {
        let modules = self.modules.iter();
        let mut all = self.dependencies.clone();
        all.extend(modules.flat_map(|module| module.dependencies()));
        all.into_iter().map(Dependency::data).collect()
    }
}

/// The crates that the code of a package uses itself.
fn direct(needs: &CodeNeeds, models: bool) -> BTreeSet<Dependency> {
    let imported = [
        (imports::HYPHENATED, Dependency::Uuid),
        (imports::JSON_VALUE, Dependency::SerdeJson),
        (imports::VALIDATE, Dependency::Validator),
    ];
    let imported = imported.into_iter();
    let imported = imported.filter(|(path, _)| needs.imports.contains(&import(*path)));
    let helpers = needs.helpers.iter();
    let helpers = helpers.filter_map(|helper| match helper {
        Helper::Pattern(_) => Some(Dependency::Regex),
        Helper::Model(ModelHelper::Constants) => Some(Dependency::SerdeJson),
        _ => None,
    });
    [Dependency::AsyncTrait, Dependency::Axum]
        .into_iter()
        .chain(models.then_some(Dependency::Serde))
        .chain(imported.map(|(_, dependency)| dependency))
        .chain(helpers)
        .collect()
}

impl Helper {
    /// The files that it is in.
    fn modules(self) -> Vec<RuntimeModule> {
        match self {
            Self::Check(check) => vec![check.module()],
            Self::Format(format) => vec![of_format(format)],
            Self::Model(helper) => helper.modules(),
            Self::Union(UnionHelper::Tagged) => {
                vec![RuntimeModule::Tagged, RuntimeModule::JsonError]
            }
            Self::Union(UnionHelper::First) => vec![RuntimeModule::Fit],
            Self::Union(UnionHelper::ExactlyOne) => vec![RuntimeModule::Fit, RuntimeModule::Only],
            Self::Parameter(reader) => {
                let always = [
                    RuntimeModule::ParametersValid,
                    RuntimeModule::ParameterViolation,
                ];
                reader.modules().into_iter().chain(always).collect()
            }
            Self::Body(encoding) => vec![of_body(encoding)],
            Self::ValidBody => vec![RuntimeModule::BodyValid],
            Self::Response(helper) => vec![helper.module()],
            Self::Stream(helper) => vec![helper.module()],
            Self::Authenticate => vec![RuntimeModule::StubAuthenticate],
            Self::PathGroup => vec![RuntimeModule::PathGroup],
            Self::UuidParameter => vec![RuntimeModule::UuidParameter],
            Self::UriParameter => vec![RuntimeModule::UriParameter],
            Self::Pattern(_) => Vec::new(),
        }
    }
}

impl Check {
    fn module(self) -> RuntimeModule {
        match self {
            Self::Rule => RuntimeModule::Rule,
            Self::Field => RuntimeModule::Field,
            Self::Items => RuntimeModule::Items,
            Self::Entries => RuntimeModule::Entries,
            Self::Present => RuntimeModule::Present,
            Self::Distinct => RuntimeModule::Distinct,
            Self::PairwiseDistinct => RuntimeModule::PairwiseDistinct,
            Self::Multiple => RuntimeModule::Multiple,
            Self::First => RuntimeModule::First,
            Self::Read => RuntimeModule::Read,
        }
    }
}

fn of_format(format: StringFormat) -> RuntimeModule {
    match format {
        StringFormat::Byte => RuntimeModule::IsBase64,
        StringFormat::Date => RuntimeModule::IsDate,
        StringFormat::DateTime => RuntimeModule::IsDateTime,
        StringFormat::Email => RuntimeModule::IsEmail,
        StringFormat::Ipv4 => RuntimeModule::IsIpv4,
        StringFormat::Ipv6 => RuntimeModule::IsIpv6,
        StringFormat::Time => RuntimeModule::IsTime,
        StringFormat::Uuid => RuntimeModule::IsUuid,
    }
}

fn of_body(encoding: BodyEncoding) -> RuntimeModule {
    match encoding {
        BodyEncoding::Json => RuntimeModule::BodyJson,
        BodyEncoding::Form => RuntimeModule::BodyForm,
        BodyEncoding::Text => RuntimeModule::BodyText,
        BodyEncoding::Bytes => RuntimeModule::BodyBytes,
    }
}

impl ModelHelper {
    fn modules(self) -> Vec<RuntimeModule> {
        match self {
            Self::Object => vec![RuntimeModule::JsonObject],
            Self::ObjectBothWays => vec![RuntimeModule::JsonObject, RuntimeModule::JsonWritten],
            Self::Present => vec![RuntimeModule::JsonPresent],
            Self::Nullable => vec![RuntimeModule::JsonNullable],
            Self::Rest => vec![RuntimeModule::JsonRest],
            Self::Constants => Vec::new(),
        }
    }
}

impl ParameterReader {
    /// The files that it is in, and those of what it is given.
    fn modules(self) -> Vec<RuntimeModule> {
        let (source, decoder) = match self {
            Self::Styled(source, decoder) => (source, decoder),
            Self::Json(source) => (source, source.json_decoder()),
            _ => return vec![self.module()],
        };
        let source = match source {
            TextSource::Path => RuntimeModule::SegmentSent,
            TextSource::Label => RuntimeModule::Label,
            TextSource::Matrix => RuntimeModule::Matrix,
            TextSource::Query => RuntimeModule::QuerySent,
            TextSource::Header => RuntimeModule::HeaderSent,
            TextSource::Cookie => RuntimeModule::CookieSent,
        };
        let decoder = match decoder {
            TextDecoder::Query => Some(RuntimeModule::UrlDecoded),
            TextDecoder::Percent => Some(RuntimeModule::PercentDecoded),
            TextDecoder::AsSent => None,
        };
        [self.module(), source].into_iter().chain(decoder).collect()
    }

    fn module(self) -> RuntimeModule {
        match self {
            Self::Path => RuntimeModule::Path,
            Self::PathList => RuntimeModule::PathList,
            Self::Segment => RuntimeModule::Segment,
            Self::SegmentList => RuntimeModule::SegmentList,
            Self::Query => RuntimeModule::Query,
            Self::QueryList => RuntimeModule::QueryList,
            Self::QueryForm => RuntimeModule::QueryForm,
            Self::QuerySpread => RuntimeModule::QuerySpread,
            Self::Header => RuntimeModule::Header,
            Self::HeaderList => RuntimeModule::HeaderList,
            Self::Cookie => RuntimeModule::Cookie,
            Self::CookieList => RuntimeModule::CookieList,
            Self::CookieSpread => RuntimeModule::CookieSpread,
            Self::Styled(..) => RuntimeModule::Styled,
            Self::Json(_) => RuntimeModule::JsonText,
        }
    }
}

impl ResponseHelper {
    fn module(self) -> RuntimeModule {
        match self {
            Self::Json => RuntimeModule::ResponseJson,
            Self::Plain => RuntimeModule::ResponsePlain,
            Self::Binary => RuntimeModule::Binary,
            Self::Accepted => RuntimeModule::Accepted,
            Self::Header => RuntimeModule::ResponseHeader,
            Self::Headers => RuntimeModule::ResponseHeaders,
        }
    }
}

impl StreamHelper {
    fn module(self) -> RuntimeModule {
        match self {
            Self::TextEvents => RuntimeModule::TextEvents,
            Self::JsonEvents => RuntimeModule::JsonEvents,
            Self::NamedEvents => RuntimeModule::NamedEvents,
            Self::JsonLines => RuntimeModule::JsonLines,
            Self::JsonSequence => RuntimeModule::JsonSequence,
        }
    }
}

impl Schemes {
    /// How their credentials are read.
    fn modules(&self) -> Vec<RuntimeModule> {
        let readers = self.readers.iter().map(|reader| match reader {
            CredentialReader::Header => RuntimeModule::HeaderKey,
            CredentialReader::Query => RuntimeModule::QueryKey,
            CredentialReader::Cookie => RuntimeModule::CookieKey,
            CredentialReader::Authorization => RuntimeModule::Authorization,
        });
        let basic = self.authorization.contains(&AuthorizationWord::Basic);
        readers
            .chain(basic.then_some(RuntimeModule::Basic))
            .collect()
    }
}

#[cfg(test)]
mod tests;
