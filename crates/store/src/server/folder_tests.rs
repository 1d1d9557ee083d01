use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn root_s_data_stand_outside_root_s_home_and_everybody_else_s_in_their_own() {
    let folder = |root, data: Option<&str>, home: Option<&str>| {
        default_for(root, |name| {
            let value = if name == "HOME" { home } else { data };
            value.map(Into::into)
        })
    };
    let data = Some("/people/kari/data");
    assert_eq!(folder(true, data, Some("/people/root")), Path::new("/var/lib/kandidat"));
    assert_eq!(folder(false, data, Some("/people/kari")), Path::new("/people/kari/data/kandidat"));
    let own = Path::new("/people/kari/.local/share/kandidat");
    assert_eq!(folder(false, None, Some("/people/kari")), own);
    assert_eq!(folder(false, Some("not/absolute"), Some("/people/kari")), own);
    assert_eq!(folder(false, None, None), env::temp_dir().join("kandidat"));
}

#[test]
fn who_finds_the_folder_taken_is_a_guest_or_is_told_that_the_owner_is_silent() {
    let parent = tempfile::Builder::new().prefix("ks").tempdir_in("/tmp").unwrap();
    fs::set_permissions(parent.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let (path, account) = (parent.path().join("d"), Account::choose().unwrap());
    let claim = || Folder::claim(&path, &account, Duration::from_millis(100));
    let Ok(Claim::Owner(folder, lock)) = claim() else { panic!("nobody else is there") };
    let Err(silent) = claim() else { panic!("the owner has announced no server") };
    assert!(matches!(&silent, ServerError::OwnerSilent { lock } if lock.ends_with("owner.lock")));
    assert!(silent.to_string().ends_with("end it and try again"), "{silent}");
    folder.announce().unwrap();
    assert!(matches!(claim(), Ok(Claim::Guest(_))));
    drop(lock);
    assert!(matches!(claim(), Ok(Claim::Owner(..))));
}
