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
    /// A line of more than [`crate::limits::LINE_MAX`] bytes; which element holds it.
    LineTooLong(&'static str) "line-too-long":
        "Linjen i «{what}» er lengre enn {limit} byte.",
        "Linja i «{what}» er lengre enn {limit} byte.",
        "The line in \"{what}\" is longer than {limit} bytes.";
    /// More than [`crate::limits::RESULTS_MAX`] results.
    TooManyResults "too-many-results":
        "Dokumentet har mer enn {limit} resultater.",
        "Dokumentet har meir enn {limit} resultat.",
        "The document has more than {limit} results.";
    /// What each result says comes to more than [`crate::limits::TAKEN_MAX`] bytes.
    TooMuchTaken "too-much-taken":
        "Det som resultatene sier til sammen, er mer enn {limit} byte.",
        "Det som resultata seier til saman, er meir enn {limit} byte.",
        "What the results say comes to more than {limit} bytes.";
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

    /// No signature where one was asked for.
    NotSigned "not-signed":
        "Dokumentet er ikke signert.",
        "Dokumentet er ikkje signert.",
        "The document is not signed.";
    /// A signature, and no key to verify it with.
    NoKey "no-key":
        "Dokumentet er signert, men det er ikke oppgitt noen nøkkel å prøve signaturen med.",
        "Dokumentet er signert, men det er ikkje oppgjeve nokon nøkkel å prøve signaturen med.",
        "The document is signed, but no key is given to verify the signature with.";
    /// More than one signature.
    SeveralSignatures "several-signatures":
        "Dokumentet har mer enn én signatur.",
        "Dokumentet har meir enn éin signatur.",
        "The document has more than one signature.";
    /// The signature is not the last thing in the root element.
    SignatureNotLast "signature-not-last":
        "Signaturen står ikke sist i rotelementet.",
        "Signaturen står ikkje sist i rotelementet.",
        "The signature is not the last thing in the root element.";
    /// The signature holds an `Object`, which nobody has signed.
    ObjectInSignature "object-in-signature":
        "Signaturen har et Object-element, og det som står i det, er ikke signert.",
        "Signaturen har eit Object-element, og det som står i det, er ikkje signert.",
        "The signature holds an Object element, and what stands in it is not signed.";
    /// The signature is made up of other parts than the profile names.
    SignatureForm "signature-form":
        "Signaturen er bygd opp på en måte som ikke er tillatt.",
        "Signaturen er bygd opp på ein måte som ikkje er tillaten.",
        "The signature is built in a way that is not allowed.";
    /// Another canonicalization than the profile names.
    CanonicalizationNotAllowed "canonicalization-not-allowed":
        "Signaturen bruker en kanonisering som ikke er tillatt.",
        "Signaturen bruker ei kanonisering som ikkje er tillaten.",
        "The signature uses a canonicalization that is not allowed.";
    /// Another signature algorithm than the profile names.
    SignatureAlgorithmNotAllowed "signature-algorithm-not-allowed":
        "Signaturen bruker en signaturalgoritme som ikke er tillatt.",
        "Signaturen bruker ein signaturalgoritme som ikkje er tillaten.",
        "The signature uses a signature algorithm that is not allowed.";
    /// Another digest algorithm than the profile names.
    DigestAlgorithmNotAllowed "digest-algorithm-not-allowed":
        "Signaturen bruker en kontrollsumalgoritme som ikke er tillatt.",
        "Signaturen bruker ein kontrollsumalgoritme som ikkje er tillaten.",
        "The signature uses a digest algorithm that is not allowed.";
    /// SHA-1, which can be forged.
    Sha1NotAllowed "sha1-not-allowed":
        "Signaturen bruker SHA-1, som kan forfalskes. Det kreves SHA-256 eller bedre.",
        "Signaturen bruker SHA-1, som kan forfalskast. Det blir kravd SHA-256 eller betre.",
        "The signature uses SHA-1, which can be forged. SHA-256 or better is required.";
    /// More than one reference.
    SeveralReferences "several-references":
        "Signaturen viser til mer enn én ting.",
        "Signaturen viser til meir enn éin ting.",
        "The signature refers to more than one thing.";
    /// The reference is to something else than the whole document.
    ReferenceNotWholeDocument "reference-not-whole-document":
        "Signaturen gjelder ikke hele dokumentet.",
        "Signaturen gjeld ikkje heile dokumentet.",
        "The signature does not cover the whole document.";
    /// Other transforms than the profile names.
    TransformsNotAllowed "transforms-not-allowed":
        "Signaturen omformer dokumentet på en måte som ikke er tillatt.",
        "Signaturen formar om dokumentet på ein måte som ikkje er tillaten.",
        "The signature transforms the document in a way that is not allowed.";
    /// The algorithm takes another sort of key.
    KeyDoesNotFit "key-does-not-fit":
        "Signaturen er laget med en annen type nøkkel enn den som er oppgitt.",
        "Signaturen er laga med ein annan type nøkkel enn den som er oppgjeven.",
        "The signature was made with another sort of key than the one that is given.";
    /// The key that is given has not made the signature.
    SignatureInvalid "signature-invalid":
        "Signaturen er ikke laget med nøkkelen som er oppgitt.",
        "Signaturen er ikkje laga med nøkkelen som er oppgjeven.",
        "The signature was not made with the key that is given.";
    /// The document is another than the one that was signed.
    ContentChanged "content-changed":
        "Dokumentet er endret etter at det ble signert.",
        "Dokumentet er endra etter at det vart signert.",
        "The document was changed after it was signed.";
    /// What was to be signed has a signature.
    AlreadySigned "already-signed":
        "Dokumentet er signert fra før.",
        "Dokumentet er signert frå før.",
        "The document is signed already.";

    /// No key in PEM.
    NotAKey "not-a-key":
        "Dette er ikke en nøkkel eller et sertifikat i PEM-format.",
        "Dette er ikkje ein nøkkel eller eit sertifikat i PEM-format.",
        "This is no key and no certificate in PEM format.";
    /// A key of a sort that no algorithm of the profile takes.
    KeyNotSupported "key-not-supported":
        "Nøkkelen er verken RSA, ECDSA (P-256, P-384) eller Ed25519.",
        "Nøkkelen er korkje RSA, ECDSA (P-256, P-384) eller Ed25519.",
        "The key is none of RSA, ECDSA (P-256, P-384) and Ed25519.";
    /// An RSA key of fewer than 2048 bits, or more than 8192.
    KeyTooWeak "key-too-weak":
        "RSA-nøkkelen har ikke mellom 2048 og 8192 bit.",
        "RSA-nøkkelen har ikkje mellom 2048 og 8192 bit.",
        "The RSA key does not have between 2048 and 8192 bits.";
}
