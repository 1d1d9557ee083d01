## Those who operate the register.
operators-title = Who operates the register
operators-lead = Case officers work at their own institution and never sign in here.
operators-name = Name
operators-roles = Roles
role-syseier = System owner
role-rust-les = Reads the register
role-rust-skriv = Registers
role-rust-kontroller = Controls
