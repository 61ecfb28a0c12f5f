/// How a struct with `#[serde(remote = "Self")]` is read of which more is asked than its type says: the rule sees what was sent.
macro_rules! object {
    ($model:ty, $rule:literal) => {
        impl<'de> ::serde::Deserialize<'de> for $model {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                struct Typed($model);
                impl<'de> ::serde::Deserialize<'de> for Typed {
                    fn deserialize<D: ::serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> Result<Self, D::Error> {
                        <$model>::deserialize($crate::json::ObjectOnly(deserializer)).map(Self)
                    }
                }
                let value =
                    <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let typed = $crate::json::located::<Typed, _>(&value);
                let Typed(typed) = typed.map_err(|violation| $crate::json::error(&violation))?;
                let checked = $crate::rule_table::check($rule, &value);
                checked.map_err(|violation| $crate::json::error(&violation))?;
                Ok(typed)
            }
        }
    };
}
pub(crate) use object;
