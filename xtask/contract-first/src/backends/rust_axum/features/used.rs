use crate::backends::rust_axum::helper::{
    Check, CodeNeeds, Helper, ModelHelper, ParameterReader, ResponseHelper, SecurityHelper,
    UnionHelper,
};
use crate::backends::rust_axum::imports::{self, Path, import};
use crate::backends::rust_axum::security::{CredentialReader, Schemes};
use crate::model::{BodyEncoding, StringFormat};

/// What all code of a package uses together.
pub struct Used<'u> {
    pub needs: &'u CodeNeeds,
    pub schemes: &'u Schemes,
    /// Whether there are models.
    pub models: bool,
}

impl Used<'_> {
    fn helper(&self, helper: Helper) -> bool {
        self.needs.helpers.contains(&helper)
    }

    fn any(&self, test: impl Fn(&Helper) -> bool) -> bool {
        self.needs.helpers.iter().any(test)
    }

    pub fn import(&self, path: Path) -> bool {
        self.needs.imports.contains(&import(path))
    }

    pub fn check(&self, check: Check) -> bool {
        self.helper(Helper::Check(check))
    }

    pub fn model(&self, helper: ModelHelper) -> bool {
        self.helper(Helper::Model(helper))
    }

    pub fn union(&self, helper: UnionHelper) -> bool {
        self.helper(Helper::Union(helper))
    }

    pub fn reader(&self, reader: ParameterReader) -> bool {
        self.helper(Helper::Parameter(reader))
    }

    pub fn body(&self, encoding: BodyEncoding) -> bool {
        self.helper(Helper::Body(encoding))
    }

    pub fn response(&self, helper: ResponseHelper) -> bool {
        self.helper(Helper::Response(helper))
    }

    pub fn security(&self, helper: SecurityHelper) -> bool {
        self.helper(Helper::Security(helper))
    }

    pub fn valid_body(&self) -> bool {
        self.helper(Helper::ValidBody)
    }

    pub fn format(&self, format: StringFormat) -> bool {
        self.helper(Helper::Format(format))
    }

    pub fn formats(&self) -> bool {
        self.any(|helper| matches!(helper, Helper::Format(_)))
    }

    /// The numbers of the patterns, in their order.
    pub fn patterns(&self) -> Vec<usize> {
        let helpers = self.needs.helpers.iter();
        let numbers = helpers.filter_map(|helper| match helper {
            Helper::Pattern(number) => Some(*number),
            _ => None,
        });
        numbers.collect()
    }

    /// Whether operations ask for credentials.
    pub fn secured(&self) -> bool {
        self.security(SecurityHelper::Authenticate)
    }

    pub fn credential(&self, reader: CredentialReader) -> bool {
        self.schemes.readers.contains(&reader)
    }

    pub fn parameters(&self) -> bool {
        self.any(|helper| matches!(helper, Helper::Parameter(_)))
    }

    pub fn bodies(&self) -> bool {
        self.any(|helper| matches!(helper, Helper::Body(_)))
    }

    /// Whether forms are read, in bodies or queries.
    pub fn forms(&self) -> bool {
        self.import(imports::FORMS)
    }

    /// Whether JSON is read into models, or forms that stand for some.
    pub fn located(&self) -> bool {
        self.body(BodyEncoding::Json) || self.forms()
    }

    pub fn response_headers(&self) -> bool {
        self.response(ResponseHelper::Header) || self.response(ResponseHelper::Headers)
    }

    /// Whether the module `json` is there.
    pub fn json(&self) -> bool {
        self.located() || self.response(ResponseHelper::Json)
    }

    /// Whether errors of JSON say where they are although serde does not know.
    pub fn chosen(&self) -> bool {
        self.model(ModelHelper::Rest) || self.union(UnionHelper::Tagged)
    }

    /// Whether the module `validation` is there. The struct of parameters is checked always.
    pub fn validated(&self) -> bool {
        self.parameters() || self.any(|helper| matches!(helper, Helper::Check(_)))
    }
}
