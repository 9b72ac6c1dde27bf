/// A filter, a miniport and a protocol that register as a test configures them, and note what NDIS gives them.
#include "versioned.h"

VERSIONED_CONFIGURATION Wanted;
VERSIONED_SEEN Seen;

VERSIONED_CONFIGURATION VersionedDefault(UCHAR Minor) {
  VERSIONED_CONFIGURATION wanted = {6, Minor, Minor >= 1 ? 2 : 1, 0, 0, 0, 0};
  return wanted;
}
void VersionedConfigure(VERSIONED_CONFIGURATION Configuration) {
  Wanted = Configuration;
  NdisZeroMemory(&Seen, sizeof(Seen));
}
VERSIONED_SEEN VersionedSeen(void) { return Seen; }

NDIS_STATUS VersionedSetOptions(NDIS_HANDLE DriverHandle, NDIS_HANDLE DriverContext) {
  UNREFERENCED_PARAMETER(DriverHandle);
  UNREFERENCED_PARAMETER(DriverContext);
  Seen.SetOptions += 1;
  Seen.SetOptionsLevel = KeGetCurrentIrql();
  return NDIS_STATUS_SUCCESS;
}

void VersionedFinish(void *Characteristics, NDIS_OBJECT_HEADER *Header, UCHAR Type, USHORT Size1, USHORT Size2) {
  Header->Type = Type;
  Header->Revision = Wanted.Revision;
  Header->Size = Wanted.Size != 0 ? Wanted.Size : Wanted.Revision == 1 ? Size1 : Size2;
  if (Wanted.OmittedOffset != 0) *(PVOID *)((PUCHAR)Characteristics + Wanted.OmittedOffset) = NULL;
}
