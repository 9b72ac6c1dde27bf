/// What power requests and the power status indications carry; layout of 64-bit Windows.
/// Pages: `ntddndis/ns-ntddndis-_ndis_pm_*`, `network/oid-pnp-*`, `network/oid-pm-*`.
#pragma once

#include "ndis_common.h"

typedef enum NDIS_DEVICE_POWER_STATE {
  NdisDeviceStateUnspecified = 0,
  NdisDeviceStateD0 = 1,
  NdisDeviceStateD1 = 2,
  NdisDeviceStateD2 = 3,
  NdisDeviceStateD3 = 4
} NDIS_DEVICE_POWER_STATE;

typedef struct NDIS_PM_WAKE_UP_CAPABILITIES {
  NDIS_DEVICE_POWER_STATE MinMagicPacketWakeUp;
  NDIS_DEVICE_POWER_STATE MinPatternWakeUp;
  NDIS_DEVICE_POWER_STATE MinLinkChangeWakeUp;
} NDIS_PM_WAKE_UP_CAPABILITIES;

/// 6.0 and 6.1.
typedef struct NDIS_PNP_CAPABILITIES {
  ULONG Flags;
  NDIS_PM_WAKE_UP_CAPABILITIES WakeUpCapabilities;
} NDIS_PNP_CAPABILITIES, *PNDIS_PNP_CAPABILITIES;

/// The mask follows, then the pattern at `PatternOffset` from the start of the record.
typedef struct NDIS_PM_PACKET_PATTERN {
  ULONG Priority;
  ULONG Reserved;
  ULONG MaskSize;
  ULONG PatternOffset;
  ULONG PatternSize;
  ULONG PatternFlags;
} NDIS_PM_PACKET_PATTERN, *PNDIS_PM_PACKET_PATTERN;

/// `Length` bytes of UTF-16.
typedef struct NDIS_PM_COUNTED_STRING {
  USHORT Length;
  WCHAR String[65];
} NDIS_PM_COUNTED_STRING, *PNDIS_PM_COUNTED_STRING;

/// Page: `ntddndis/ns-ntddndis-_ndis_pm_capabilities`.
typedef struct NDIS_PM_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG SupportedWoLPacketPatterns;
  ULONG NumTotalWoLPatterns;
  ULONG MaxWoLPatternSize;
  ULONG MaxWoLPatternOffset;
  ULONG MaxWoLPacketSaveBuffer;
  ULONG SupportedProtocolOffloads;
  ULONG NumArpOffloadIPv4Addresses;
  ULONG NumNSOffloadIPv6Addresses;
  NDIS_DEVICE_POWER_STATE MinMagicPacketWakeUp;
  NDIS_DEVICE_POWER_STATE MinPatternWakeUp;
  NDIS_DEVICE_POWER_STATE MinLinkChangeWakeUp;
  // Revision 2 (6.30).
  ULONG SupportedWakeUpEvents;
  ULONG MediaSpecificWakeUpEvents;
} NDIS_PM_CAPABILITIES, *PNDIS_PM_CAPABILITIES;

/// Page: `ntddndis/ns-ntddndis-_ndis_pm_parameters`.
typedef struct NDIS_PM_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG EnabledWoLPacketPatterns;
  ULONG EnabledProtocolOffloads;
  ULONG WakeUpFlags;
  // Revision 2 (6.30).
  ULONG WakeUpEvents;
  ULONG MediaSpecificWakeUpEvents;
} NDIS_PM_PARAMETERS, *PNDIS_PM_PARAMETERS;

typedef struct ND_PM_IPV4_TCP_SYN {
  ULONG Flags;
  UCHAR IPv4SourceAddress[4];
  UCHAR IPv4DestAddress[4];
  USHORT TCPSourcePortNumber;
  USHORT TCPDestPortNumber;
} ND_PM_IPV4_TCP_SYN;

typedef struct ND_PM_IPV6_TCP_SYN {
  ULONG Flags;
  UCHAR IPv6SourceAddress[16];
  UCHAR IPv6DestAddress[16];
  USHORT TCPSourcePortNumber;
  USHORT TCPDestPortNumber;
} ND_PM_IPV6_TCP_SYN;

typedef struct ND_PM_EAPOL_REQUEST_ID_MESSAGE {
  ULONG Flags;
} ND_PM_EAPOL_REQUEST_ID_MESSAGE;

/// Offsets count from the start of the `NDIS_PM_WOL_PATTERN`.
typedef struct ND_PM_WOL_BITMAP_PATTERN {
  ULONG Flags;
  ULONG MaskOffset;
  ULONG MaskSize;
  ULONG PatternOffset;
  ULONG PatternSize;
} ND_PM_WOL_BITMAP_PATTERN;

/// `WoLPacketType` says which member of the union is meant. Page: `ntddndis/ns-ntddndis-_ndis_pm_wol_pattern`.
typedef struct NDIS_PM_WOL_PATTERN {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG Priority;
  ULONG WoLPacketType;
  NDIS_PM_COUNTED_STRING FriendlyName;
  ULONG PatternId;
  ULONG NextWoLPatternOffset;
  union {
    ND_PM_IPV4_TCP_SYN IPv4TcpSynParameters;
    ND_PM_IPV6_TCP_SYN IPv6TcpSynParameters;
    ND_PM_EAPOL_REQUEST_ID_MESSAGE EapolRequestIdMessageParameters;
    ND_PM_WOL_BITMAP_PATTERN WoLBitMapPattern;
  } WoLPattern;
} NDIS_PM_WOL_PATTERN, *PNDIS_PM_WOL_PATTERN;

typedef struct ND_PM_IPV4_ARP {
  ULONG Flags;
  UCHAR RemoteIPv4Address[4];
  UCHAR HostIPv4Address[4];
  UCHAR MacAddress[6];
} ND_PM_IPV4_ARP;

typedef struct ND_PM_IPV6_NS {
  ULONG Flags;
  UCHAR RemoteIPv6Address[16];
  UCHAR SolicitedNodeIPv6Address[16];
  UCHAR MacAddress[6];
  UCHAR TargetIPv6Addresses[2][16];
} ND_PM_IPV6_NS;

typedef struct ND_PM_RSN_REKEY {
  ULONG Flags;
  UCHAR KCK[16];
  UCHAR KEK[16];
  ULONG64 KeyReplayCounter;
} ND_PM_RSN_REKEY;

/// `ProtocolOffloadType` says which member of the union is meant.
/// Page: `ntddndis/ns-ntddndis-_ndis_pm_protocol_offload`.
typedef struct NDIS_PM_PROTOCOL_OFFLOAD {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG Priority;
  ULONG ProtocolOffloadType;
  NDIS_PM_COUNTED_STRING FriendlyName;
  ULONG ProtocolOffloadId;
  ULONG NextProtocolOffloadOffset;
  union {
    ND_PM_IPV4_ARP IPv4ARPParameters;
    ND_PM_IPV6_NS IPv6NSParameters;
    ND_PM_RSN_REKEY Dot11RSNRekeyParameters;
  } ProtocolOffloadParameters;
} NDIS_PM_PROTOCOL_OFFLOAD, *PNDIS_PM_PROTOCOL_OFFLOAD;

/// Page: `ntddndis/ns-ntddndis-_ndis_pm_wake_reason`.
typedef struct NDIS_PM_WAKE_REASON {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG WakeReason;
  ULONG InfoBufferOffset;
  ULONG InfoBufferSize;
} NDIS_PM_WAKE_REASON, *PNDIS_PM_WAKE_REASON;

/// Page: `ntddndis/ns-ntddndis-_ndis_pm_wake_packet`.
typedef struct NDIS_PM_WAKE_PACKET {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG PatternId;
  NDIS_PM_COUNTED_STRING PatternFriendlyName;
  ULONG OriginalPacketSize;
  ULONG SavedPacketSize;
  ULONG SavedPacketOffset;
} NDIS_PM_WAKE_PACKET, *PNDIS_PM_WAKE_PACKET;

_Static_assert(sizeof(NDIS_PNP_CAPABILITIES) == 16, "NDIS_PNP_CAPABILITIES");
_Static_assert(sizeof(NDIS_PM_PACKET_PATTERN) == 24, "NDIS_PM_PACKET_PATTERN");
_Static_assert(sizeof(NDIS_PM_COUNTED_STRING) == 132, "NDIS_PM_COUNTED_STRING");
ND_OFFSET(NDIS_PM_CAPABILITIES, SupportedWakeUpEvents, 52);
_Static_assert(sizeof(NDIS_PM_CAPABILITIES) == 60, "NDIS_PM_CAPABILITIES");
ND_OFFSET(NDIS_PM_PARAMETERS, WakeUpEvents, 16);
_Static_assert(sizeof(NDIS_PM_PARAMETERS) == 24, "NDIS_PM_PARAMETERS");
_Static_assert(sizeof(ND_PM_IPV4_TCP_SYN) == 16, "IPv4 TCP SYN");
_Static_assert(sizeof(ND_PM_IPV6_TCP_SYN) == 40, "IPv6 TCP SYN");
_Static_assert(sizeof(ND_PM_WOL_BITMAP_PATTERN) == 20, "bitmap pattern");
ND_OFFSET(NDIS_PM_WOL_PATTERN, FriendlyName, 16);
ND_OFFSET(NDIS_PM_WOL_PATTERN, PatternId, 148);
ND_OFFSET(NDIS_PM_WOL_PATTERN, WoLPattern, 156);
_Static_assert(sizeof(NDIS_PM_WOL_PATTERN) == 196, "NDIS_PM_WOL_PATTERN");
_Static_assert(sizeof(ND_PM_IPV6_NS) == 76, "IPv6 neighbour solicitation");
_Static_assert(sizeof(ND_PM_RSN_REKEY) == 48, "RSN rekey");
ND_OFFSET(NDIS_PM_PROTOCOL_OFFLOAD, ProtocolOffloadId, 148);
ND_OFFSET(NDIS_PM_PROTOCOL_OFFLOAD, ProtocolOffloadParameters, 160);
_Static_assert(sizeof(NDIS_PM_PROTOCOL_OFFLOAD) == 240, "NDIS_PM_PROTOCOL_OFFLOAD");
_Static_assert(sizeof(NDIS_PM_WAKE_REASON) == 20, "NDIS_PM_WAKE_REASON");
ND_OFFSET(NDIS_PM_WAKE_PACKET, OriginalPacketSize, 144);
_Static_assert(sizeof(NDIS_PM_WAKE_PACKET) == 156, "NDIS_PM_WAKE_PACKET");
