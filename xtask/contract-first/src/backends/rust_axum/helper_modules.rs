//! The files that helpers are in.

use super::helper::{
    Check, Helper, ModelHelper, ParameterReader, ResponseHelper, Rule, TextDecoder, TextSource,
    UnionHelper,
};
use super::modules::RuntimeModule;
use super::security::{AuthorizationWord, CredentialReader, Schemes};
use crate::model::{BodyEncoding, StringFormat};
use crate::text::pattern::Engine;

impl Helper {
    /// The files that it is in.
    pub fn modules(self) -> Vec<RuntimeModule> {
        match self {
            Self::Check(check) => vec![check.module()],
            Self::Format(format) => vec![of_format(format)],
            Self::BacktrackingCheck => vec![RuntimeModule::BacktrackingCheck],
            Self::Rule(Rule::Check) => vec![RuntimeModule::RulesTable],
            Self::Rule(Rule::Written) => vec![RuntimeModule::RulesWritten],
            Self::Rule(Rule::Object) => vec![RuntimeModule::RulesObject],
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
            Self::Authenticate => vec![RuntimeModule::StubAuthenticate],
            Self::PathGroup => vec![RuntimeModule::PathGroup],
            Self::UuidParameter => vec![RuntimeModule::UuidParameter],
            Self::UriParameter => vec![RuntimeModule::UriParameter],
            Self::Pattern(Engine::Backtracking, _) => vec![RuntimeModule::Backtracking],
            Self::Pattern(Engine::Linear, _) => Vec::new(),
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
            Self::Written => vec![RuntimeModule::JsonWritten],
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
            Self::Header => RuntimeModule::ResponseHeader,
            Self::Headers => RuntimeModule::ResponseHeaders,
        }
    }
}

impl Schemes {
    /// How their credentials are read.
    pub fn modules(&self) -> Vec<RuntimeModule> {
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
