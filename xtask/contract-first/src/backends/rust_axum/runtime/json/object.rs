/// How a struct with `#[serde(remote = "Self")]` is read: by [`ObjectOnly`].
macro_rules! object {
    ($model:ty) => {
        impl<'de> ::serde::Deserialize<'de> for $model {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <$model>::deserialize($crate::json::ObjectOnly(deserializer))
            }
        }
    };
}
pub(crate) use object;
