//! The neighbours of Nordlys universitet: four smaller institutions, each with an office of its
//! own, where some of its students study or apply too. They share nothing but those persons.

use super::cast::CastMember;
use super::past::Past;
use super::plant::{self, Planted};
use crate::access::Role;
use crate::{GrantId, PersonId, Result, UnitId};
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// A neighbour.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour {
    /// Its number.
    pub number: &'static str,
    /// Its short name.
    pub short_name: &'static str,
    /// Its name in bokmål, nynorsk and English.
    pub names: [&'static str; 3],
    /// Where its pages and mailboxes are.
    pub web: &'static str,
    /// Its officers: given name, family name, roles.
    pub officers: &'static [(&'static str, &'static str, &'static [Role])],
    /// Those of the cast who study here too, by their keys.
    pub students: &'static [&'static str],
    /// Those of the cast who are known here and study elsewhere: they may apply.
    pub applicants: &'static [&'static str],
    /// What some of them passed or failed here, long before the story.
    pub past: &'static [Past],
}

/// Works at the central department, registers exclusions and controls what others have registered.
const CASE_OFFICER: &[Role] = &[Role::CentralOfficer, Role::RustWrite, Role::RustControl];

/// All of them.
pub const NEIGHBOURS: [Neighbour; 4] = [
    Neighbour {
        number: "998",
        short_name: "FU",
        names: ["Fjordby universitet", "Fjordby universitet", "Fjordby University"],
        web: "fjordby.example",
        officers: &[
            ("Ragnhild", "Sæther", CASE_OFFICER),
            ("Oddvar", "Kleiven", CASE_OFFICER),
            ("Turid", "Bråten", &[Role::ExamOfficer]),
            ("Stein", "Hovde", &[Role::AccessAdministrator]),
            ("Gro", "Liabø", &[Role::CourseResponsible]),
        ],
        students: &["gunnar", "emil", "amina"],
        applicants: &[],
        past: &[
            Past {
                student: "emil",
                code: "KJE-1001",
                names: ["Innføring i kjemi", "Innføring i kjemi", "Introduction to Chemistry"],
                credits: "10",
                grade: "B",
            },
            Past {
                student: "emil",
                code: "KJE-1002",
                names: ["Organisk kjemi", "Organisk kjemi", "Organic Chemistry"],
                credits: "7.5",
                grade: "F",
            },
        ],
    },
    Neighbour {
        number: "997",
        short_name: "VH",
        names: ["Vidda høgskole", "Vidda høgskule", "Vidda University College"],
        web: "vidda.example",
        officers: &[
            ("Aslak", "Sara", CASE_OFFICER),
            ("Inger", "Nordby", CASE_OFFICER),
            ("Mona", "Lilleng", &[Role::ExamOfficer]),
            ("Petter", "Grønli", &[Role::AccessAdministrator]),
        ],
        students: &["hanna", "emil"],
        applicants: &["gunnar"],
        past: &[Past {
            student: "emil",
            code: "FIL-0700",
            names: ["Examen philosophicum", "Examen philosophicum", "Examen Philosophicum"],
            credits: "10",
            grade: "bestått",
        }],
    },
    Neighbour {
        number: "996",
        short_name: "SU",
        names: ["Skjærgård universitet", "Skjergard universitet", "Skjærgård University"],
        web: "skjaergard.example",
        officers: &[
            ("Wenche", "Ulriksen", CASE_OFFICER),
            ("Halvor", "Tangen", CASE_OFFICER),
            ("Signe", "Mørk", &[Role::ExamOfficer]),
            ("Roar", "Fjeld", &[Role::AccessAdministrator]),
        ],
        students: &["isak"],
        applicants: &[],
        past: &[],
    },
    Neighbour {
        number: "995",
        short_name: "FH",
        names: ["Fjellheim høgskole", "Fjellheim høgskule", "Fjellheim University College"],
        web: "fjellheim.example",
        officers: &[
            ("Kåre", "Lote", CASE_OFFICER),
            ("Anny", "Vold", CASE_OFFICER),
            ("Ivar", "Sletta", &[Role::ExamOfficer]),
            ("Tone", "Haugen", &[Role::AccessAdministrator]),
        ],
        students: &["emil"],
        applicants: &[],
        past: &[Past {
            student: "emil",
            code: "GEO-1010",
            names: ["Fjell og landskap", "Fjell og landskap", "Mountains and Landscape"],
            credits: "5",
            grade: "C",
        }],
    },
];

/// Officers' ids begin here, those of each neighbour in a row of their own.
const FIRST_OFFICER: u128 = 0x0193_a000_0000_7000_8000_0000_0001_0000;

impl Neighbour {
    /// Plants the institution with its people. `rule_set` is the regulation in force from the
    /// first day.
    ///
    /// # Errors
    /// The database is away, or already holds an institution.
    pub async fn plant(&self, conn: &mut PgConnection, rule_set: &str) -> Result<()> {
        sqlx::query_file!(
            "src/world/institution.sql",
            self.number,
            self.short_name,
            self.names[0],
            self.names[1],
            self.names[2],
            self.web
        )
        .execute(&mut *conn)
        .await?;
        plant::regulation(conn, rule_set).await?;
        self.unit(conn).await?;
        for (position, officer) in self.officers.iter().enumerate() {
            self.officer(conn, position, officer).await?;
        }
        for key in self.students {
            plant::person(conn, &Planted::of(CastMember::named(key), self.web)?).await?;
        }
        for key in self.applicants {
            let known = Planted::of(CastMember::named(key), self.web)?;
            plant::person(conn, &known.without_student_number()).await?;
        }
        for past in self.past {
            past.plant(conn, self.officer_id(0)).await?;
        }
        Ok(())
    }

    /// An officer, by position.
    pub fn officer_id(&self, position: usize) -> PersonId {
        let row: u128 = self.number.parse().unwrap_or_default();
        PersonId(Uuid::from_u128(FIRST_OFFICER + (row << 16) + position as u128))
    }

    async fn unit(&self, conn: &mut PgConnection) -> Result<()> {
        sqlx::query_file!(
            "src/world/unit.sql",
            UnitId::new().0,
            self.number,
            "institution",
            self.names[0],
            self.names[1],
            self.names[2],
            &["Postboks 1".to_owned(), format!("9999 {}", self.names[0])],
            "+47 99 99 99 99",
            format!("post@{}", self.web),
        )
        .execute(&mut *conn)
        .await?;
        Ok(())
    }

    async fn officer(
        &self,
        conn: &mut PgConnection,
        position: usize,
        (given, family, roles): &(&'static str, &'static str, &'static [Role]),
    ) -> Result<()> {
        let id = self.officer_id(position);
        // Nobody else has these numbers: the cast of Nordlys universitet counts from 0.
        let number: usize = self.number.parse().unwrap_or_default();
        let seat = 260 + number % 10 * 10 + position;
        plant::person(conn, &Planted::officer(id, given, family, seat, self.web)?).await?;
        for role in *roles {
            sqlx::query_file!(
                "src/world/grant.sql",
                GrantId::new().0,
                id.0,
                self.number,
                role.code(),
                plant::SINCE.to_sqlx() as _,
            )
            .execute(&mut *conn)
            .await?;
        }
        Ok(())
    }
}
