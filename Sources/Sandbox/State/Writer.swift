import ResellerAPI

/// Carries out the calls that change something. What it refuses it leaves as it was.
struct Writer {
    let world: World
    var state: State
    /// Seconds since 1970.
    let now: Int

    /// The world as it is before the call.
    var scene: Scene { Scene(world: world, state: state, now: now) }

    mutating func perform(_ call: Call) throws(Refusal) -> Reply {
        switch call.operation.area {
        case .customers: try changeCustomer(call)
        case .unsubscribes, .bounces, .invalidEmails, .spamReports: try changeSuppressions(call)
        case .accountLimits: try changeLimit(call)
        case .monitorRecords: try changeMonitor(call)
        case .pendingAccountChanges: try changePackage(call)
        case .credentials: try changeCredential(call)
        default: try changeSettings(call)
        }
        return .success
    }

    /// Whether the name is in use or was, anywhere in the service.
    func isTaken(_ name: String) -> Bool {
        let name = name.lowercased()
        return state.given.contains(name) || state.credentials[name] != nil
            || world.usernames.account(named: name) != nil
    }
}
