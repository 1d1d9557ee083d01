// Ways through the menu that several stages take.

/** From anywhere to the exam of the walk, and to one of its tabs. */
export async function openExam(keys, { days }, tab = null) {
  await keys.follow("Eksamener");
  await keys.follow("HIS-1001", new RegExp(days.told.nb));
  if (tab) {
    await keys.tabTo((at) => at.menu === "Sider for eksamenen" && at.name === tab, `tab ${tab}`);
    await keys.leave("Enter");
  }
}
