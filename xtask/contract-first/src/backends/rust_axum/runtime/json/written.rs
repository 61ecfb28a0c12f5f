/// How a struct with `#[serde(remote = "Self")]` is written.
macro_rules! written {
    ($model:ty) => {
        impl ::serde::Serialize for $model {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$model>::serialize(self, serializer)
            }
        }
    };
}
pub(crate) use written;
