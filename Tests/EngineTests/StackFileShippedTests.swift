import Drivers
import Engine
import NDIS
import Testing

@Suite("Shipped stacks")
struct StackFileShippedTests {
  @Test("every shipped stack reads, and reads back from what is written of it")
  func readable() throws {
    for stack in BuiltInStacks.all {
      let catalogue = DriverCatalogue.builtIn.components
      let read = try StackFile.read(stack.text, file: stack.name, catalogue: catalogue)
      #expect(read.name == stack.name)
      let again = try StackFile.read(StackFile.write(read), file: "", catalogue: catalogue)
      #expect(again.withoutSources == read.withoutSources)
      #expect(stack.text.hasPrefix("# "), "a stack file opens with what to look at")
    }
  }

  @Test("the lab's filters stand as its comment says")
  func lab() throws {
    let lab = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    #expect(lab.plan["eth0"]?.filters == ["watch", "gate", "tag"])
    #expect(lab.plan["eth0"]?.bindings == ["caller"])
    #expect(lab.plan["eth1"]?.bindings == ["answer", "observer"])
    #expect(lab.adapter("eth2")?.settings.text("media") == "disconnected")
  }
}
