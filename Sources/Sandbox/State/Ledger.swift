/// The one place where the state of the world changes.
actor Ledger {
    private let world: World
    private var state: State

    init(world: World, state: State) {
        self.world = world
        self.state = state
    }

    /// The world as it is at this point in time.
    func scene(at now: Int) -> Scene { Scene(world: world, state: state, now: now) }
}
