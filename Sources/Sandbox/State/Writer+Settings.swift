import ResellerAPI

/// Time zone, whitelabel, event address, parse settings, apps and credentials.
extension Writer {
    mutating func changeSettings(_ call: Call) throws(Refusal) {
        let account = try call.target()
        let parameters = call.parameters
        switch call.name {
        case "timezone.set":
            guard let zone = Zones.zone(parameters["timezone"] ?? "") else { throw .notFound("timezone") }
            state.change(account) { $0.timezone = zone.identifier }
        case "whitelabel.append":
            let domain = parameters["mail_domain"] ?? ""
            guard world.whitelabels.contains(where: { $0.mail == domain }) else {
                throw .state("Whitelabel record not found")
            }
            state.change(account) { $0.mailDomain = domain }
        case "eventURL.set": state.change(account) { $0.eventURL = .some(parameters["url"] ?? "") }
        case "eventURL.delete": state.change(account) { $0.eventURL = .some(nil) }
        case "parse.create", "parse.update", "parse.delete": try changeParse(call, account)
        case "apps.activate", "apps.deactivate", "apps.setup": try changeApp(call, account)
        default: throw .noSuchMethod
        }
    }

    private mutating func changeParse(_ call: Call, _ account: AccountID) throws(Refusal) {
        let hostname = call.parameters["hostname"] ?? ""
        var entries = scene.parse(account)
        let position = entries.firstIndex { $0.hostname.lowercased() == hostname.lowercased() }
        let check = call.parameters.filled("spam_check").map { $0 == "1" }
        switch (call.name, position) {
        case ("parse.create", nil):
            entries.append(
                ParseEntry(hostname: hostname, url: call.parameters["url"] ?? "", spamCheck: check ?? false))
        case ("parse.create", _): throw .state("Hostname already exists")
        case ("parse.update", let position?):
            entries[position].url = call.parameters["url"] ?? ""
            if let check { entries[position].spamCheck = check }
        case ("parse.delete", let position?): entries.remove(at: position)
        default: throw .notFound("hostname")
        }
        state.change(account) { $0.parse = entries }
    }

    private mutating func changeApp(_ call: Call, _ account: AccountID) throws(Refusal) {
        guard let entry = AppEntry.named(call.parameters["name"] ?? "") else { throw .notAuthorized }
        var app = scene.app(entry, account)
        switch call.name {
        case "apps.activate": app.isOn = true
        case "apps.deactivate":
            if entry.alwaysOn { throw .notAuthorized }
            app.isOn = false
        default:
            let faults = entry.faults(call.parameters)
            if !faults.isEmpty { throw .errors(faults) }
            app.settings = entry.settings(call.parameters)
        }
        state.change(account) { $0.apps[entry.name] = app }
    }

    mutating func changeCredential(_ call: Call) throws(Refusal) {
        let account = try call.target()
        let name = (call.parameters["credential_name"] ?? "").lowercased()
        if call.name == "credential.add" {
            if isTaken(name) { throw .taken }
            state.given.insert(name)
            state.credentials[name] = Credential(account: account, digest: call.parameters["credential_password"] ?? "")
            return
        }
        guard state.credentials[name]?.account == account else { throw .notFound("credential_name") }
        if call.name == "credential.delete" {
            state.credentials[name] = nil
        } else {
            state.credentials[name]?.digest = call.parameters["new_credential_password"] ?? ""
        }
    }
}
