//! Every refusal: its name, and its sentence in three language forms.

macro_rules! refused {
    ($($(#[doc = $doc:literal])+ $variant:ident $(($what:ty))? $name:literal:
        $nb:literal, $nn:literal, $en:literal;)+) => {
        /// The answer "no", named. The names are stable, and none carries a word of the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Refused {
            $($(#[doc = $doc])+ $variant $(($what))?,)+
        }

        impl Refused {
            /// The stable name, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant { .. } => $name,)+ }
            }

            /// Bokmål, nynorsk, English; `{limit}` and `{what}` are to be filled in.
            pub(super) fn sentences(self) -> (&'static str, &'static str, &'static str) {
                match self { $(Self::$variant { .. } => ($nb, $nn, $en),)+ }
            }

            /// One of each.
            #[cfg(test)]
            pub(super) fn all() -> Vec<Self> {
                vec![$(Self::$variant $((<$what>::default()))?,)+]
            }
        }
    };
}

refused! {
    /// More than [`crate::limits::BYTES_MAX`] bytes.
    TooLarge "too-large":
        "Dokumentet er større enn {limit} byte.",
        "Dokumentet er større enn {limit} byte.",
        "The document is larger than {limit} bytes.";
    /// Unpacked, it would have more than [`crate::limits::BYTES_MAX`] bytes.
    UnpackedTooLarge "unpacked-too-large":
        "Utpakket er dokumentet større enn {limit} byte.",
        "Utpakka er dokumentet større enn {limit} byte.",
        "Unpacked, the document is larger than {limit} bytes.";
    /// Neither XML nor what a browser brings: base64 of gzip.
    NotPacked "not-packed":
        "Dette er verken XML eller XML pakket med gzip og base64.",
        "Dette er korkje XML eller XML pakka med gzip og base64.",
        "This is neither XML nor XML packed with gzip and base64.";
    /// Not written in UTF-8, or it says that it is not.
    NotUtf8 "not-utf8":
        "Dokumentet er ikke skrevet i UTF-8.",
        "Dokumentet er ikkje skrive i UTF-8.",
        "The document is not written in UTF-8.";
    /// Not well-formed.
    NotXml "not-xml":
        "Dokumentet er ikke velformet XML.",
        "Dokumentet er ikkje velforma XML.",
        "The document is not well-formed XML.";
    /// It has a document type declaration, which could define entities.
    DtdForbidden "dtd-forbidden":
        "Dokumentet har en dokumenttypedeklarasjon (DTD). Det er ikke tillatt.",
        "Dokumentet har ein dokumenttypedeklarasjon (DTD). Det er ikkje tillate.",
        "The document has a document type declaration (DTD). That is not allowed.";
    /// Elements stand deeper inside each other than [`crate::limits::DEPTH_MAX`].
    TooDeep "too-deep":
        "Dokumentet har mer enn {limit} elementer inni hverandre.",
        "Dokumentet har meir enn {limit} element inni kvarandre.",
        "The document has more than {limit} elements inside each other.";
    /// More than [`crate::limits::NODES_MAX`] elements and the like.
    TooManyElements "too-many-elements":
        "Dokumentet har mer enn {limit} elementer, kommentarer og instruksjoner.",
        "Dokumentet har meir enn {limit} element, kommentarar og instruksjonar.",
        "The document has more than {limit} elements, comments and instructions.";
    /// An element with more than [`crate::limits::ATTRIBUTES_MAX`] attributes.
    TooManyAttributes "too-many-attributes":
        "Et element har mer enn {limit} attributter.",
        "Eit element har meir enn {limit} attributt.",
        "An element has more than {limit} attributes.";
    /// More than [`crate::limits::NAMESPACES_MAX`] namespaces at one place.
    TooManyNamespaces "too-many-namespaces":
        "Mer enn {limit} navnerom gjelder på samme sted.",
        "Meir enn {limit} namnerom gjeld på same stad.",
        "More than {limit} namespaces are declared at one place.";
    /// A text of more than [`crate::limits::TEXT_MAX`] bytes; which element holds it.
    TextTooLong(&'static str) "text-too-long":
        "Teksten i «{what}» er lengre enn {limit} byte.",
        "Teksten i «{what}» er lengre enn {limit} byte.",
        "The text in \"{what}\" is longer than {limit} bytes.";
    /// The root element is not ELMO's.
    NotElmo "not-elmo":
        "Dokumentet er ikke et ELMO-dokument i versjon 1 eller 2.",
        "Dokumentet er ikkje eit ELMO-dokument i versjon 1 eller 2.",
        "The document is not an ELMO document of version 1 or 2.";
    /// What a document cannot do without is not there, empty or unreadable; which element.
    Missing(&'static str) "missing":
        "«{what}» mangler, er tomt eller kan ikke leses.",
        "«{what}» manglar, er tomt eller kan ikkje lesast.",
        "\"{what}\" is missing, empty or cannot be read.";
    /// What there can be only one of stands twice; which element.
    Twice(&'static str) "twice":
        "«{what}» står mer enn én gang der det bare kan stå én.",
        "«{what}» står meir enn éin gong der det berre kan stå éin.",
        "\"{what}\" stands more than once where only one can stand.";
    /// Two results share their identifier and differ.
    SameIdOtherContent "same-id-other-content":
        "To resultater har samme identifikator og ulikt innhold.",
        "To resultat har same identifikator og ulikt innhald.",
        "Two results have the same identifier and different contents.";
    /// A course or qualification stands below itself.
    PartOfItself "part-of-itself":
        "Et emne eller en kvalifikasjon er oppgitt som del av seg selv.",
        "Eit emne eller ein kvalifikasjon er oppgjeve som del av seg sjølv.",
        "A course or a qualification is said to be part of itself.";
    /// A character that XML cannot carry, in what was to be written; which element.
    ForbiddenCharacter(&'static str) "forbidden-character":
        "Teksten til «{what}» har et tegn som ikke kan skrives i XML.",
        "Teksten til «{what}» har eit teikn som ikkje kan skrivast i XML.",
        "The text for \"{what}\" has a character that cannot be written in XML.";
    /// A failing grade was to be written.
    NotPassed "not-passed":
        "Bare beståtte resultater kan overføres.",
        "Berre greidde resultat kan overførast.",
        "Only passed results can be transferred.";
    /// Credits on a node and below it were to be written.
    CreditsAboveAndBelow "credits-above-and-below":
        "Studiepoeng kan stå på helheten eller på delene, ikke på begge.",
        "Studiepoeng kan stå på heilskapen eller på delane, ikkje på begge.",
        "Credits can stand on the whole or on its parts, not on both.";
    /// A value was to be written that is outside its range; which element.
    OutOfRange(&'static str) "out-of-range":
        "Verdien til «{what}» er utenfor det som kan skrives.",
        "Verdien til «{what}» er utanfor det som kan skrivast.",
        "The value for \"{what}\" is outside what can be written.";
}
