/// An enum whose variants have the same names in forms, addresses, rows and on the command line.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Type:ident {
            $($(#[$variant_meta:meta])* $Variant:ident = $name:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $Type {
            $($(#[$variant_meta])* $Variant,)+
        }

        impl $Type {
            /// All of them, in this order.
            $vis const ALL: [Self; [$($name),+].len()] = [$(Self::$Variant),+];

            /// The name.
            $vis fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)+
                }
            }

            /// The one with exactly this name.
            $vis fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.as_str() == name)
            }
        }
    };
}
pub(crate) use named_enum;
