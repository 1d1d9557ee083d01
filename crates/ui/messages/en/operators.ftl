## Those who operate the register.
operators-title = Who operates the register
operators-lead = Case officers work at their own institution and never sign in here.
operators-name = Name
operators-roles = Roles
