/// Validation of a type whose values are checked while they are read.
macro_rules! read {
    ($model:ty) => {
        impl ::validator::Validate for $model {
            fn validate(&self) -> Result<(), ::validator::ValidationErrors> {
                Ok(())
            }
        }
    };
}
pub(crate) use read;
