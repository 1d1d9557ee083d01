//! To the person: the certificate that an entry in the register is deleted. It says nothing of what
//! the entry held, so that it can be kept and shown.

pub mod samples;

use crate::blocks::{answer, contact, every, facts, paragraph, same};
use crate::{Block, Head, Letter, Moment};
use rules::Text;
use rules::cited::{according_to, told};
use serde::{Deserialize, Serialize};

/// The facts of the deletion certificate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionDeleted {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The register's name.
    pub register: Text,
    /// The entry's opaque id, which says nothing of what it held.
    pub entry: String,
    /// When it was deleted.
    pub deleted_at: Moment,
    /// Why.
    pub because: Because,
    /// The paragraph by which it was deleted.
    pub law: String,
    /// The paragraph by which the institution's archive keeps the case; `None` where the sender
    /// has no archive of it.
    pub archive_law: Option<String>,
}

/// Why an entry is deleted.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Its period is over.
    PeriodOver,
    /// It had to go before that.
    Early,
}

impl Letter for ExclusionDeleted {
    const KIND: &'static str = "exclusion_deleted";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Bekreftelse på sletting i {register}",
            nn: "Stadfesting på sletting i {register}",
            en: "Certificate of deletion in {register}";
            register = self.register
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Oppføringen om deg er slettet. Den har ingen virkning lenger.",
                nn: "Oppføringa om deg er sletta. Ho har ingen verknad lenger.",
                en: "The entry about you is deleted. It no longer has any effect."
            )),
            facts([
                (text!(nb: "Oppføring", nn: "Oppføring", en: "Entry"), same(&self.entry)),
                (text!(nb: "Slettet", nn: "Sletta", en: "Deleted"), every(&self.deleted_at)),
                (text!(nb: "Grunn", nn: "Grunn", en: "Reason"), self.because.named()),
                (text!(nb: "Hjemmel", nn: "Heimel", en: "Paragraph"), told(&self.law)),
            ]),
            paragraph(text!(
                nb: "Registeret har ikke lenger noe av det oppføringen inneholdt. Institusjoner som \
                     har fått vite om den, har fått beskjed om å slette den.",
                nn: "Registeret har ikkje lenger noko av det oppføringa inneheldt. Institusjonar \
                     som har fått vite om henne, har fått beskjed om å slette henne.",
                en: "The register no longer has anything of what the entry held. Institutions that \
                     were told of it have been told to delete it."
            )),
        ];
        body.extend(self.archive_law.as_ref().map(|law| {
            paragraph(text!(
                nb: "Saksdokumentene ligger fortsatt i arkivet ved {here}, {law}. De brukes ikke \
                     til å hindre deg i noe.",
                nn: "Saksdokumenta ligg framleis i arkivet ved {here}, {law}. Dei blir ikkje brukte \
                     til å hindre deg i noko.",
                en: "The documents of the case remain in the archive of {here}, {law}. They are not \
                     used to bar you from anything.";
                here = self.head.sender.institution, law = according_to(law)
            ))
        }));
        body.extend(contact(&self.head));
        body
    }
}

impl Because {
    fn named(self) -> Text {
        match self {
            Self::PeriodOver => text!(
                nb: "perioden er ute", nn: "perioden er ute", en: "the period is over"
            ),
            Self::Early => text!(
                nb: "slettet før perioden var ute",
                nn: "sletta før perioden var ute",
                en: "deleted before the period was over"
            ),
        }
    }
}
