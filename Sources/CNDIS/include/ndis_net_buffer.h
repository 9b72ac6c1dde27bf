/// MDL, NET_BUFFER, NET_BUFFER_LIST: layout of 64-bit Windows, NDIS 6.40.
/// Pages: `network/net-buffer-architecture`, `nbl/ns-nbl-net_buffer_list`, `nbl/ns-nbl-net_buffer`, `wdm/ns-wdm-_mdl`.
#pragma once

#include "ndis_base.h"

/// Describes one run of bytes in memory; a chain of them is a buffer's storage.
typedef struct MDL {
  struct MDL *Next;
  CSHORT Size;
  CSHORT MdlFlags;
  USHORT AllocationProcessorNumber;
  USHORT Reserved;
  void *Process;
  void *MappedSystemVa;
  void *StartVa;
  ULONG ByteCount;
  ULONG ByteOffset;
} MDL, *PMDL;

/// One packet's bytes: `DataLength` bytes that start `DataOffset` into the MDL chain.
typedef struct NET_BUFFER {
  struct NET_BUFFER *Next;
  MDL *CurrentMdl;
  ULONG CurrentMdlOffset;
  ULONG Reserved0;
  union {
    ULONG DataLength;
    SIZE_T stDataLength;
  };
  MDL *MdlChain;
  ULONG DataOffset;
  ULONG Reserved1;
  USHORT ChecksumBias;
  USHORT Reserved2;
  ULONG Reserved3;
  NDIS_HANDLE NdisPoolHandle;
  void *NdisReserved[2];
  void *ProtocolReserved[6];
  void *MiniportReserved[4];
  uint64_t DataPhysicalAddress;
  void *SharedMemoryInfo;
} __attribute__((aligned(16))) NET_BUFFER, *PNET_BUFFER;

/// Information slots of a list. Page: `nblinfo/ne-nblinfo-ndis_net_buffer_list_info`.
enum {
  TcpIpChecksumNetBufferListInfo = 0,
  IPsecOffloadV1NetBufferListInfo = 1,
  TcpLargeSendNetBufferListInfo = 2,
  ClassificationHandleNetBufferListInfo = 3,
  Ieee8021QNetBufferListInfo = 4,
  NetBufferListCancelId = 5,
  MediaSpecificInformation = 6,
  NetBufferListFrameType = 7,
  NetBufferListHashValue = 8,
  NetBufferListHashInfo = 9,
  WfpNetBufferListInfo = 10,
  IPsecOffloadV2TunnelNetBufferListInfo = 11,
  IPsecOffloadV2HeaderNetBufferListInfo = 12,
  NetBufferListCorrelationId = 13,
  NetBufferListFilteringInfo = 14,
  MediaSpecificInformationEx = 15,
  NblOriginalInterfaceIfIndex = 16,
  TcpReceiveBytesTransferred = 17,
  SwitchForwardingReserved = 18,
  SwitchForwardingDetail = 19,
  VirtualSubnetInfo = 20,
  IMReserved = 21,
  TcpRecvSegCoalesceInfo = 22,
  RscTcpTimestampDelta = 23,
  /// Slots of NDIS 6.30 and 6.40; earlier versions see fewer (6.0: 11, 6.1: 13, 6.20: 18).
  MaxNetBufferListInfo = 24
};

/// A driver's private bytes on a list, a stack that grows at the front.
typedef struct NET_BUFFER_LIST_CONTEXT {
  struct NET_BUFFER_LIST_CONTEXT *Next;
  USHORT Size;
  USHORT Offset;
  ULONG Reserved;
} NET_BUFFER_LIST_CONTEXT;

/// A set of buffers that travel together with their out-of-band information.
typedef struct NET_BUFFER_LIST {
  struct NET_BUFFER_LIST *Next;
  NET_BUFFER *FirstNetBuffer;
  NET_BUFFER_LIST_CONTEXT *Context;
  struct NET_BUFFER_LIST *ParentNetBufferList;
  NDIS_HANDLE NdisPoolHandle;
  ULONG64 Reserved0;
  void *NdisReserved[2];
  void *ProtocolReserved[4];
  void *MiniportReserved[2];
  void *Scratch;
  NDIS_HANDLE SourceHandle;
  ULONG NblFlags;
  LONG ChildRefCount;
  ULONG Flags;
  NDIS_STATUS Status;
  void *NetBufferListInfo[MaxNetBufferListInfo];
} __attribute__((aligned(16))) NET_BUFFER_LIST, *PNET_BUFFER_LIST;

#define ND_OFFSET(type, field, value) _Static_assert(offsetof(type, field) == (value), #type "." #field)
_Static_assert(sizeof(MDL) == 48, "MDL");
ND_OFFSET(MDL, Size, 8);
ND_OFFSET(MDL, MdlFlags, 10);
ND_OFFSET(MDL, Process, 16);
ND_OFFSET(MDL, MappedSystemVa, 24);
ND_OFFSET(MDL, StartVa, 32);
ND_OFFSET(MDL, ByteCount, 40);
ND_OFFSET(MDL, ByteOffset, 44);
_Static_assert(sizeof(NET_BUFFER) == 176, "NET_BUFFER");
ND_OFFSET(NET_BUFFER, Next, 0);
ND_OFFSET(NET_BUFFER, CurrentMdl, 8);
ND_OFFSET(NET_BUFFER, CurrentMdlOffset, 16);
ND_OFFSET(NET_BUFFER, DataLength, 24);
ND_OFFSET(NET_BUFFER, MdlChain, 32);
ND_OFFSET(NET_BUFFER, DataOffset, 40);
ND_OFFSET(NET_BUFFER, ChecksumBias, 48);
ND_OFFSET(NET_BUFFER, NdisPoolHandle, 56);
ND_OFFSET(NET_BUFFER, NdisReserved, 64);
ND_OFFSET(NET_BUFFER, ProtocolReserved, 80);
ND_OFFSET(NET_BUFFER, MiniportReserved, 128);
ND_OFFSET(NET_BUFFER, DataPhysicalAddress, 160);
ND_OFFSET(NET_BUFFER, SharedMemoryInfo, 168);
_Static_assert(sizeof(NET_BUFFER_LIST) == 336, "NET_BUFFER_LIST of NDIS 6.40");
ND_OFFSET(NET_BUFFER_LIST, Next, 0);
ND_OFFSET(NET_BUFFER_LIST, FirstNetBuffer, 8);
ND_OFFSET(NET_BUFFER_LIST, Context, 16);
ND_OFFSET(NET_BUFFER_LIST, ParentNetBufferList, 24);
ND_OFFSET(NET_BUFFER_LIST, NdisPoolHandle, 32);
ND_OFFSET(NET_BUFFER_LIST, NdisReserved, 48);
ND_OFFSET(NET_BUFFER_LIST, ProtocolReserved, 64);
ND_OFFSET(NET_BUFFER_LIST, MiniportReserved, 96);
ND_OFFSET(NET_BUFFER_LIST, Scratch, 112);
ND_OFFSET(NET_BUFFER_LIST, SourceHandle, 120);
ND_OFFSET(NET_BUFFER_LIST, NblFlags, 128);
ND_OFFSET(NET_BUFFER_LIST, ChildRefCount, 132);
ND_OFFSET(NET_BUFFER_LIST, Flags, 136);
ND_OFFSET(NET_BUFFER_LIST, Status, 140);
ND_OFFSET(NET_BUFFER_LIST, NetBufferListInfo, 144);

// Accessors by the names drivers use.
#define NET_BUFFER_LIST_NEXT_NBL(nbl) ((nbl)->Next)
#define NET_BUFFER_LIST_FIRST_NB(nbl) ((nbl)->FirstNetBuffer)
#define NET_BUFFER_LIST_STATUS(nbl) ((nbl)->Status)
#define NET_BUFFER_LIST_FLAGS(nbl) ((nbl)->Flags)
#define NET_BUFFER_LIST_NBL_FLAGS(nbl) ((nbl)->NblFlags)
#define NET_BUFFER_LIST_INFO(nbl, id) ((nbl)->NetBufferListInfo[(id)])
#define NET_BUFFER_LIST_CONTEXT_DATA_START(nbl) \
  ((UCHAR *)((nbl)->Context) + sizeof(NET_BUFFER_LIST_CONTEXT) + (nbl)->Context->Offset)
#define NET_BUFFER_NEXT_NB(nb) ((nb)->Next)
#define NET_BUFFER_FIRST_MDL(nb) ((nb)->MdlChain)
#define NET_BUFFER_DATA_LENGTH(nb) ((nb)->DataLength)
#define NET_BUFFER_DATA_OFFSET(nb) ((nb)->DataOffset)
#define NET_BUFFER_CURRENT_MDL(nb) ((nb)->CurrentMdl)
#define NET_BUFFER_CURRENT_MDL_OFFSET(nb) ((nb)->CurrentMdlOffset)

/// Reads an information slot; the index is below `MaxNetBufferListInfo`.
static inline uint64_t nd_list_info(const NET_BUFFER_LIST *list, uint32_t slot) {
  return (uint64_t)list->NetBufferListInfo[slot];
}
/// The address a descriptor maps.
static inline uint8_t *nd_mdl_address(const MDL *mdl) { return (uint8_t *)mdl->MappedSystemVa; }
